package io.github.dynamodbha.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BenchmarksTest {
  @Test
  void run_withFewCalls_printsEveryTable() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Options few =
        new Options(
            10,
            10,
            5,
            Duration.ofMillis(1),
            Duration.ofMillis(300),
            SyncSizes.QUICK,
            7,
            Stream.concat(Comparisons.names().stream(), Stream.of(BlackHole.NAME)).toList());

    Benchmarks.run(
        few,
        "test",
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    String report = out.toString(StandardCharsets.UTF_8);
    assertThat(report)
        .contains("### NEAREST get, sync", "### NEAREST get, async")
        .contains("### NEWEST get, sync", "### NEWEST get, async")
        .contains("### Two-region put, sync", "### Two-region put, async")
        .contains("two bare conditional `putItem`: the slower", "Goal: at most 1.15.")
        .doesNotContain("NaN", "Infinity");
    assertThat(report.lines().filter(line -> line.matches(".*, us-(east|west)-1 \\| 0 \\|.*")))
        .as("calls with a dark region, none with an error")
        .hasSize(12);
  }

  @Test
  void parse_whenMalformed_thenSaysWhat() {
    assertThatThrownBy(() -> Options.parse("--call", "1")).hasMessageContaining("--call");
    assertThatThrownBy(() -> Options.parse("--calls")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> Options.parse("--calls", "0")).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Options.parse("--only", "gut")).hasMessageContaining("gut");
    assertThat(Options.parse("--quick", "--seed", "5", "--only", "put"))
        .extracting(Options::calls, Options::seed, Options::only)
        .containsExactly(500, 5L, List.of("put"));
  }

  @ParameterizedTest
  @EnumSource(JoinOrder.class)
  void order_ofAnyLength_isAPermutation(JoinOrder order) {
    for (long items : new long[] {1, 2, 3, 100, 4_096, 10_007}) {
      assertThat(LongStream.range(0, items).map(i -> order.at(i, items)).sorted().toArray())
          .isEqualTo(LongStream.range(0, items).toArray());
    }
  }

  @Test
  void quantile_ofKnownTimes_isByNearestRank() {
    Series series = new Series(List.of(new long[] {4, 1}, new long[] {3, 2}));

    assertThat(series.quantileNanos(0.5)).isEqualTo(2);
    assertThat(series.quantileNanos(0.99)).isEqualTo(4);
    assertThat(series.ratio(series, 0.5, new Random(1))).isEqualTo(new Series.Ratio(1, 1, 1));
  }

  @Test
  void meter_whenThreadWorks_thenCountsItsAllocation() {
    Meter meter = Meter.start();
    byte[] block = new byte[1 << 20];
    Meter.Usage used = meter.stop();

    assertThat(used.bytes()).isGreaterThanOrEqualTo(block.length);
    assertThat(used.cpuNanos()).isPositive();
  }
}
