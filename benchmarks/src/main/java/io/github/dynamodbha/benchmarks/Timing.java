package io.github.dynamodbha.benchmarks;

/**
 * How long one call took.
 *
 * @param wallNanos from the caller's start to the caller's having all results
 * @param slowestLegNanos the slowest of the SDK calls that the caller made itself, each by its own
 *     clock; the same as {@code wallNanos} where there is one
 */
record Timing(long wallNanos, long slowestLegNanos) {
  /** Times a call. */
  static Timing of(Runnable call) {
    long start = System.nanoTime();
    call.run();
    long nanos = System.nanoTime() - start;
    return new Timing(nanos, nanos);
  }
}
