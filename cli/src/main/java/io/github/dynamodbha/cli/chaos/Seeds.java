package io.github.dynamodbha.cli.chaos;

import java.util.SplittableRandom;

/** A source of random numbers for each part of a run: the same for the same seed and part. */
final class Seeds {
  /** The parts of a round: second steps of a path, after the round. */
  static final int FAULTS = 0;

  static final int LIVES = 1;
  static final int CALLS = 2;
  static final int SYNCS = 3;

  /** The constant of SplitMix64, an odd number near the golden ratio's fraction of 2^64. */
  private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;

  private Seeds() {}

  /** The source of the part with this path, such as round, writer, life. */
  static SplittableRandom of(long seed, int... path) {
    long state = seed;
    for (int step : path) {
      state = new SplittableRandom(state + GAMMA * (step + 1)).nextLong();
    }
    return new SplittableRandom(state);
  }
}
