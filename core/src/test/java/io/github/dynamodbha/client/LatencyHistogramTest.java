package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  @Test
  void quantile_ofFewSamples_isUnknown() {
    add(1_000_000, LatencyHistogram.MIN_SAMPLES - 1);
    assertThat(histogram.quantileNanos()).isEqualTo(-1);

    add(1_000_000, 1);
    assertThat(histogram.quantileNanos()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 7, 1_000, 1_000_000, 123_456_789, 60_000_000_000L, 1L << 61})
  void quantile_ofOneLatency_isAtMostAQuarterAbove(long nanos) {
    add(nanos, 100);

    assertThat(histogram.quantileNanos())
        .isGreaterThanOrEqualTo(nanos)
        .isLessThanOrEqualTo(nanos + nanos / 4 + 1);
  }

  @Test
  void quantile_whenOneInTwentyIsSlow_isThatOfTheOthers() {
    for (int round = 0; round < 100; round++) {
      add(1_000_000, 19);
      add(500_000_000, 1);
    }

    assertThat((double) histogram.quantileNanos()).isCloseTo(1e6, Percentage.withPercentage(25));
  }

  @Test
  void quantile_whenOneInFiveIsSlow_isThatOfTheSlowOnes() {
    for (int round = 0; round < 100; round++) {
      add(1_000_000, 4);
      add(500_000_000, 1);
    }

    assertThat((double) histogram.quantileNanos()).isCloseTo(5e8, Percentage.withPercentage(25));
  }

  @Test
  void quantile_whenTheRegionGetsFaster_followsWithinAFewThousandCalls() {
    add(500_000_000, 10_000);
    add(1_000_000, 4_096);

    assertThat((double) histogram.quantileNanos()).isCloseTo(1e6, Percentage.withPercentage(25));
  }

  private void add(long nanos, int times) {
    for (int sample = 0; sample < times; sample++) {
      histogram.add(nanos);
    }
  }
}
