package io.github.dynamodbha.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.sync.Divergence;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DivergenceFileTest {
  @TempDir private Path directory;

  @Test
  void lines_whenTheRunIsInterrupted_areKept() throws IOException {
    Path path = directory.resolve("keys.jsonl");
    try (DivergenceFile file = new DivergenceFile(new OutputFile("--divergences", path))) {
      Thread.currentThread().interrupt();
      // More than any buffer holds.
      for (int i = 0; i < 10_000; i++) {
        file.onDivergence(divergence(i));
      }
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(Files.readAllLines(path)).hasSize(10_000).doesNotHaveDuplicates();
  }

  private static Divergence divergence(int key) {
    return new Divergence(
        ItemKey.of(key),
        Map.of("id", AttributeValue.fromN(Integer.toString(key))),
        0,
        Kind.MISSING,
        Map.of("west", Kind.MISSING),
        "east",
        null,
        false);
  }
}
