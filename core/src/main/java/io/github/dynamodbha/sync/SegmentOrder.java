package io.github.dynamodbha.sync;

/**
 * The order in which a scan visits its segments. Neighbouring segments lie in the same partition of
 * the table, whose 3,000 read units per second the threads that read them would share; so each
 * visit strides over the key space.
 *
 * <p>The stride is about n divided by the golden ratio, which keeps any few visits in a row about
 * as far apart as they can be (three-distance theorem), and has no divisor in common with n, so
 * that every segment is visited once. The order depends on n alone: it is the same in every replica
 * and in a run that goes on from a checkpoint. Immutable.
 */
final class SegmentOrder {
  private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

  private final int segments;
  private final long stride;

  /** An order of so many segments, one or more. */
  SegmentOrder(int segments) {
    if (segments < 1) {
      throw new IllegalArgumentException("segments must be one or more, but was " + segments);
    }
    this.segments = segments;
    this.stride = stride(segments);
  }

  /** The segment of a visit; both from 0 to one below the number of segments. */
  int segment(int visit) {
    if (visit < 0 || visit >= segments) {
      throw new IllegalArgumentException(
          "visit must lie between 0 and " + (segments - 1) + ", but was " + visit);
    }
    return (int) (visit * stride % segments);
  }

  /** The number without common divisor that is nearest to the golden section; 1 is always one. */
  private static int stride(int segments) {
    int golden = (int) Math.round(segments / GOLDEN_RATIO);
    int distance = 0;
    while (true) {
      if (isStride(golden + distance, segments)) {
        return golden + distance;
      }
      if (isStride(golden - distance, segments)) {
        return golden - distance;
      }
      distance++;
    }
  }

  private static boolean isStride(int candidate, int segments) {
    return candidate >= 1 && greatestCommonDivisor(candidate, segments) == 1;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
