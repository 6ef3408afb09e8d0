package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How throttling slows a region down, and how it recovers. */
class PaceTest {
  private long now;

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 10, Double.POSITIVE_INFINITY})
  void pace_whenNeverThrottled_thenIsTheLimit(double limit) {
    Pace pace = new Pace(limit, now);
    deliver(pace, 100, 60);
    assertThat(pace.rate(now)).isEqualTo(limit);
  }

  @Test
  void pace_whenThrottled_thenIsHalfOfWhatWasDelivered() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, now);
    deliver(pace, 1000, 60);
    pace.throttled(now);
    assertThat(pace.rate(now)).isCloseTo(500, within(50.0));
  }

  @Test
  void pace_whenThrottledSoonAfterItsBegin_thenKnowsWhatWasDelivered() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, now);
    deliver(pace, 1000, 2);
    pace.throttled(now);
    assertThat(pace.rate(now)).isCloseTo(500, within(300.0));
  }

  @Test
  void pace_whenThreadsAreThrottledTogether_thenIsCutOnce() {
    Pace pace = new Pace(1000, now);
    deliver(pace, 1000, 60);
    for (int thread = 0; thread < 8; thread++) {
      pace.throttled(now);
    }
    assertThat(pace.rate(now)).isCloseTo(500, within(50.0));
  }

  @Test
  void pace_whenThrottlingPasses_thenIsBackWithinHalfAMinuteAndNeverAboveTheLimit() {
    Pace pace = new Pace(1000, now);
    deliver(pace, 1000, 60);
    pace.throttled(now);
    double before = pace.rate(now);
    for (int second = 0; second < 30; second++) {
      pass(1);
      assertThat(pace.rate(now)).isBetween(before, 1000.0);
      before = pace.rate(now);
    }
    assertThat(before).isEqualTo(1000);
  }

  @Test
  void pace_whenThrottledForLong_thenAlwaysLeavesALittleAndRecovers() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, now);
    deliver(pace, 1000, 60);
    for (int second = 0; second < 120; second++) {
      pace.throttled(now);
      assertThat(pace.rate(now)).isGreaterThanOrEqualTo(Pace.LEAST_RATE);
      pass(1);
    }
    pace.throttled(now);
    assertThat(pace.rate(now)).isLessThan(2);
    pass(60);
    assertThat(pace.rate(now)).isGreaterThan(500);
  }

  @Test
  void pace_whenNothingWasEverDelivered_thenStartsLowAndGrows() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, now);
    pace.throttled(now);
    assertThat(pace.rate(now)).isEqualTo(Pace.LEAST_RATE);
    pass(60);
    assertThat(pace.rate(now)).isGreaterThan(500);
  }

  @Test
  void pace_whenTheLimitIsBelowTheLeastRate_thenTheLimitHolds() {
    Pace pace = new Pace(0.25, now);
    pace.throttled(now);
    assertThat(pace.rate(now)).isEqualTo(0.25);
  }

  @ParameterizedTest
  @ValueSource(doubles = {10, 100, 2000})
  void pace_whenATableHasACapacity_thenSettlesNearIt(double capacity) {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, now);
    deliver(pace, capacity * 10, 5);
    double delivered = 0;
    int throttled = 0;
    for (int second = 0; second < 600; second++) {
      double asked = pace.rate(now);
      if (asked > capacity) {
        throttled++;
        pace.throttled(now);
      }
      pace.delivered(Math.min(asked, capacity), now);
      delivered += Math.min(asked, capacity);
      pass(1);
    }
    assertThat(delivered / 600).isBetween(0.6 * capacity, capacity);
    assertThat(throttled).isLessThan(150);
  }

  private void deliver(Pace pace, double unitsPerSecond, int seconds) {
    for (int tenth = 0; tenth < seconds * 10; tenth++) {
      pace.delivered(unitsPerSecond / 10, now);
      now += Duration.ofMillis(100).toNanos();
    }
  }

  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
