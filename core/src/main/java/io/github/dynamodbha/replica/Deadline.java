package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment at which a whole call must have ended; each leg gets what is left of it.
 *
 * <p>Immutable and thread-safe. Time is monotonic and passed in.
 */
public final class Deadline {
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final long endNanos;

  private Deadline(LongSupplier nanoTime, long startNanos, long endNanos) {
    this.nanoTime = nanoTime;
    this.startNanos = startNanos;
    this.endNanos = endNanos;
  }

  /** A deadline that is {@code timeout} away from now. */
  public static Deadline after(Duration timeout, LongSupplier nanoTime) {
    long now = nanoTime.getAsLong();
    return new Deadline(nanoTime, now, now + timeout.toNanos());
  }

  /** What is left, zero or less if nothing is. */
  public Duration remaining() {
    return Duration.ofNanos(endNanos - nanoTime.getAsLong());
  }

  /** How long ago it was set. */
  public Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
  }

  /** A deadline after an equal share of what is left, for one of {@code legs} legs in a row. */
  public Deadline share(int legs) {
    long now = nanoTime.getAsLong();
    return new Deadline(nanoTime, now, now + (endNanos - now) / Math.max(1, legs));
  }
}
