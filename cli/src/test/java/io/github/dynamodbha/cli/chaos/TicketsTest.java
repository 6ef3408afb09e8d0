package io.github.dynamodbha.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketsTest {
  @Test
  void tickets_whenDrawnThroughTwoMappingsAtOnce_thenNoneIsDrawnTwice(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("tickets");
    Tickets[] mappings = {new Tickets(file), new Tickets(file)};

    long[] drawn =
        IntStream.range(0, 20_000)
            .parallel()
            .mapToLong(i -> mappings[i % 2].getAsLong())
            .sorted()
            .toArray();

    assertThat(Arrays.equals(drawn, LongStream.range(0, drawn.length).toArray())).isTrue();
  }
}
