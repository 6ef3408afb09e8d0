package io.github.dynamodbha.benchmarks;

import java.util.Locale;

/** In which order the second replica returns what the first one returns in ascending order. */
enum JoinOrder {
  SAME,
  REVERSED,
  RANDOM;

  /** The item at a position, of so many; no list of them is kept. */
  long at(long position, long items) {
    return switch (this) {
      case SAME -> position;
      case REVERSED -> items - 1 - position;
      case RANDOM -> shuffled(position, items);
    };
  }

  /**
   * A permutation: each step has an inverse on numbers of so many bits, and what falls beyond the
   * end is sent on until it falls within.
   */
  private static long shuffled(long position, long items) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, items - 1));
    long mask = (1L << bits) - 1;
    long x = position;
    do {
      x ^= x >>> (bits / 2 + 1);
      x = (x * 0x9E3779B97F4A7C15L) & mask;
      x ^= x >>> (bits / 3 + 1);
      x = (x * 0xD1342543DE82EF95L) & mask;
      x ^= x >>> (bits / 2 + 1);
    } while (x >= items);
    return x;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
