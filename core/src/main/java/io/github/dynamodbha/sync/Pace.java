package io.github.dynamodbha.sync;

import java.util.concurrent.TimeUnit;

/**
 * How many units per second a region is asked for: the limit at first, less while it throttles.
 *
 * <p>Additive increase, multiplicative decrease, as in TCP (Chiu and Jain 1989): runs and other
 * traffic that share a table's capacity come to share it evenly, whatever it is. A throttled answer
 * halves the rate, reckoned from what the region delivered lately where that is less; without
 * throttling it grows by a twentieth of its ceiling each second. The ceiling, what the region was
 * seen to deliver, sinks slowly with each cut: a short shortage is made up for quickly, while a
 * small provisioned table is not tried with many times its capacity again and again.
 *
 * <p>Not thread-safe: its owner guards it. Times are those of {@link System#nanoTime}.
 */
final class Pace {
  /** The threads of a region are throttled together: their answers are one signal. */
  static final long CUT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** As much as always remains, so that the run finds out when there is capacity again. */
  static final double LEAST_RATE = 1;

  /** Long enough that a budget of a few units per second sees several pages. */
  private static final double MEMORY_SECONDS = 10;

  /** The shortest time that a rate is reckoned from: one page alone says little. */
  private static final double LEAST_MEASURE_SECONDS = 0.1;

  private static final double CUT = 0.5;
  private static final double GROWTH_PER_SECOND = 0.05;
  private static final double LEAST_GROWTH = 0.5;

  /** Where nothing was delivered yet: reaches a thousand units per second in some minutes. */
  private static final double UNKNOWN_CEILING = 200;

  private static final double CEILING_MEMORY = 0.8;
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final double limit;
  private double rate;
  private double ceiling;
  private long grown;
  private long lastCut;
  private boolean deliveredSinceCut;
  private double recent;
  private long measured;
  private long measuredSince;

  /**
   * A pace that was never cut.
   *
   * @param limit units per second, above zero; may be infinite
   */
  Pace(double limit, long now) {
    this.limit = limit;
    this.rate = limit;
    this.grown = now;
    this.lastCut = now - CUT_INTERVAL_NANOS;
    this.measured = now;
    this.measuredSince = now;
  }

  /** Units per second that may be asked for now. */
  double rate(long now) {
    double growth = Math.max(LEAST_GROWTH, ceiling * GROWTH_PER_SECOND);
    rate = Math.min(limit, rate + growth * seconds(grown, now));
    grown = now;
    return rate;
  }

  /** Takes note of what the region delivered. */
  void delivered(double units, long now) {
    if (recent == 0) {
      measuredSince = now;
    }
    decay(now);
    recent += units;
    deliveredSinceCut = true;
  }

  /** The region throttled a call. */
  void throttled(long now) {
    if (now - lastCut < CUT_INTERVAL_NANOS) {
      return;
    }
    lastCut = now;
    double before = Math.min(rate(now), lately(now));
    double after = Math.min(limit, Math.max(LEAST_RATE, before * CUT));
    if (after < rate) {
      ceiling = Math.max(before, remembered());
      rate = after;
    }
    deliveredSinceCut = false;
  }

  /** What is left of the ceiling: a region that delivers nothing says nothing of its capacity. */
  private double remembered() {
    if (ceiling == 0 && recent == 0) {
      return UNKNOWN_CEILING;
    }
    return deliveredSinceCut ? ceiling * CEILING_MEMORY : ceiling;
  }

  /** Units per second over the last seconds, recent ones weighing more. */
  private double lately(long now) {
    decay(now);
    double known = Math.max(LEAST_MEASURE_SECONDS, seconds(measuredSince, now));
    return recent / (MEMORY_SECONDS * (1 - Math.exp(-known / MEMORY_SECONDS)));
  }

  private void decay(long now) {
    recent *= Math.exp(-seconds(measured, now) / MEMORY_SECONDS);
    measured = now;
  }

  private static double seconds(long from, long to) {
    return (to - from) / NANOS;
  }
}
