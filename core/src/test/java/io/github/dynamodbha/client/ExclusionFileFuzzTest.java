package io.github.dynamodbha.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusionFileFuzzTest {
  @Test
  void file_ofAnything_namesWordsOrIsRefused(@TempDir Path directory) {
    Path file = directory.resolve("excluded");
    List<byte[]> seeds =
        Stream.of("us-east-1, eu-west-1\n# a comment\n\tus-west-2 # why\r\n", "", "#")
            .map(text -> text.getBytes(UTF_8))
            .toList();
    Fuzzing.fuzz(
        "exclusions",
        seeds,
        2_000,
        input -> {
          Files.write(file, input);
          Set<String> names;
          try {
            names = new ExclusionFile(file).get();
          } catch (UncheckedIOException refused) {
            return;
          }
          assertThat(names).noneMatch(name -> name.isEmpty() || name.matches(".*[\\s,#].*"));
        });
  }
}
