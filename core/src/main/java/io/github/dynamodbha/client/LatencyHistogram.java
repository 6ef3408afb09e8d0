package io.github.dynamodbha.client;

/**
 * A high quantile of the recent latencies of one operation in one region.
 *
 * <p>Four buckets to each doubling, so that the quantile is at most a quarter too high; the counts
 * are halved every {@value #HALVE_EVERY} samples, so that what was long ago fades. Thread-safe.
 */
final class LatencyHistogram {
  /** Fewer say nothing of a quantile. */
  static final int MIN_SAMPLES = 20;

  private static final int HALVE_EVERY = 1024;

  /** The quantile is looked up much more often than it changes. */
  private static final int RENEW_EVERY = 16;

  /** Above a tenth of slow calls, a region is slow as such, and not for hedging. */
  private static final double QUANTILE = 0.9;

  private static final int BUCKETS_PER_DOUBLING = 4;
  private static final int BUCKETS = Long.SIZE * BUCKETS_PER_DOUBLING;

  private final int[] counts = new int[BUCKETS];
  private int total;
  private int sinceHalved;
  private volatile long quantileNanos = -1;

  synchronized void add(long nanos) {
    counts[bucket(Math.max(1, nanos))]++;
    total++;
    if (++sinceHalved == HALVE_EVERY) {
      halve();
    }
    if (total >= MIN_SAMPLES && (total % RENEW_EVERY == 0 || quantileNanos < 0)) {
      quantileNanos = quantile();
    }
  }

  /** The quantile, or -1 while there are too few samples. */
  long quantileNanos() {
    return quantileNanos;
  }

  private void halve() {
    sinceHalved = 0;
    total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] /= 2;
      total += counts[i];
    }
  }

  private long quantile() {
    long below = (long) Math.ceil(total * QUANTILE);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= below) {
        return upperBound(i);
      }
    }
    return upperBound(BUCKETS - 1);
  }

  /** Four equal steps within the doubling that the highest bit names. */
  private static int bucket(long nanos) {
    int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    long step = doubling < 2 ? 0 : (nanos >>> (doubling - 2)) & 3;
    return doubling * BUCKETS_PER_DOUBLING + (int) step;
  }

  private static long upperBound(int bucket) {
    int doubling = bucket / BUCKETS_PER_DOUBLING;
    int step = bucket % BUCKETS_PER_DOUBLING;
    return doubling < 2 ? 1L << (doubling + 1) : (1L << doubling) + ((step + 1L) << (doubling - 2));
  }
}
