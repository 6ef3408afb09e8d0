package io.github.dynamodbha.sync.join;

/** A key hash as a number of 128 bits, of which bit 0 is the uppermost. */
final class KeyBits {
  static final int LENGTH = 128;

  private KeyBits() {}

  /** So many bits from one on, at most 30, as a number; those beyond the end are missing. */
  static int at(long high, long low, int from, int count) {
    int left = LENGTH - from;
    int wanted = Math.min(count, left);
    if (wanted <= 0) {
      return 0;
    }
    // Moves the wanted bits to the top of a long.
    long top;
    if (from >= Long.SIZE) {
      top = low << (from - Long.SIZE);
    } else if (from == 0) {
      top = high;
    } else {
      top = (high << from) | (low >>> (Long.SIZE - from));
    }
    return (int) (top >>> (Long.SIZE - wanted));
  }

  /** How many upper bits two keys share. */
  static int common(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh
        ? Long.numberOfLeadingZeros(high ^ otherHigh)
        : Long.SIZE + Long.numberOfLeadingZeros(low ^ otherLow);
  }

  static int compare(long high, long low, long otherHigh, long otherLow) {
    int byHigh = Long.compareUnsigned(high, otherHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
  }
}
