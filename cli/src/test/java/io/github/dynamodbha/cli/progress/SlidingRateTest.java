package io.github.dynamodbha.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlidingRateTest {
  private final SlidingRate rate = new SlidingRate();

  private void add(double seconds, double total) {
    rate.add(nanos(seconds), total);
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void rate_beforeTwoReadings_isZero() {
    assertThat(rate.perSecond(nanos(1))).isZero();
    add(5, 1_000_000);

    assertThat(rate.perSecond(nanos(5))).isZero();
  }

  @Test
  void rate_whenARunWasResumed_startsAtWhatWasDoneBefore() {
    add(5, 1_000_000);
    add(6, 1_000_100);

    assertThat(rate.perSecond(nanos(6))).isEqualTo(100);
  }

  @Test
  void rate_whenReadingsAreManyInOneMoment_takesTheLast() {
    add(0, 0);
    for (int i = 1; i <= 1000; i++) {
      add(2 + i / 1e6, i);
    }

    assertThat(rate.perSecond(nanos(2.001))).isCloseTo(1000 / 2.001, within(0.01));
  }

  @Test
  void rate_whenThePaceChanges_followsWithinItsWindow() {
    for (int second = 0; second <= 100; second++) {
      add(second, 1000.0 * second);
    }
    for (int second = 101; second <= 135; second++) {
      add(second, 100_000 + 10.0 * (second - 100));
    }

    assertThat(rate.perSecond(nanos(135))).isCloseTo(10, within(0.01));
  }

  @Test
  void rate_whenNothingComesAnyMore_sinks() {
    add(0, 0);
    add(10, 1000);

    assertThat(rate.perSecond(nanos(10))).isEqualTo(100);
    assertThat(rate.perSecond(nanos(100))).isEqualTo(10);
  }

  @Test
  void timeFor_whenNothingGrows_isUnknown() {
    assertThat(SlidingRate.timeFor(10, 0)).isNull();
    assertThat(SlidingRate.timeFor(10, 4)).isEqualTo(Duration.ofMillis(2500));
  }
}
