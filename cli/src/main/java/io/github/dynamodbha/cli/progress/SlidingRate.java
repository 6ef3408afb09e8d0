package io.github.dynamodbha.cli.progress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How fast a growing number grows now: over the last {@value #WINDOW_SECONDS} s, so that neither a
 * single page nor an hour ago decides. Not thread-safe.
 */
final class SlidingRate {
  /** Long enough to smooth pages of 1 MB, short enough to show a throttled table soon. */
  static final int WINDOW_SECONDS = 30;

  /** Samples kept for a window; more would not change what is shown. */
  private static final int SAMPLES = 30;

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(WINDOW_SECONDS);
  private static final long MIN_GAP = WINDOW_NANOS / SAMPLES;

  private record Sample(long nanos, double total) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private Sample latest = new Sample(0, 0);

  /**
   * Takes a reading.
   *
   * @param nanos when, by a monotonic clock
   * @param total the number then; the first one is where counting starts, such as what a resumed
   *     run had done before
   */
  void add(long nanos, double total) {
    latest = new Sample(nanos, total);
    if (samples.isEmpty() || nanos - samples.getLast().nanos() >= MIN_GAP) {
      samples.addLast(latest);
    }
    while (samples.size() > 1 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  /** Growth per second as of a time; 0 until two readings have been taken. */
  double perSecond(long nanos) {
    if (samples.isEmpty()) {
      return 0;
    }
    Sample first = samples.getFirst();
    long time = Math.max(nanos, latest.nanos()) - first.nanos();
    return time <= 0 ? 0 : (latest.total() - first.total()) * TimeUnit.SECONDS.toNanos(1) / time;
  }

  /** How long it takes to grow by so much at this rate; null if it doesn't grow. */
  static @Nullable Duration timeFor(long growth, double perSecond) {
    return perSecond <= 0 ? null : Duration.ofMillis(Math.round(growth / perSecond * 1000));
  }
}
