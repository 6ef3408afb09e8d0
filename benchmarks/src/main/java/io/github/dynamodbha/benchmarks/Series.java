package io.github.dynamodbha.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The times of one contender, in the order of measurement, a block of calls for each round.
 *
 * @param rounds nanoseconds
 */
record Series(List<long[]> rounds) {
  private static final int RESAMPLES = 200;
  private static final double TAIL = 0.025;

  /** A ratio with its 95 % interval. */
  record Ratio(double value, double low, double high) {}

  /** The time that a share of the calls did not exceed, by nearest rank. */
  double quantileNanos(double share) {
    return quantile(rounds, share);
  }

  /**
   * This series' quantile over another's. The interval comes from drawing rounds anew, the same for
   * both, since what disturbs a round disturbs all its blocks.
   */
  Ratio ratio(Series anchor, double share, RandomGenerator random) {
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      int[] drawn = random.ints(rounds.size(), 0, rounds.size()).toArray();
      ratios[i] = quantile(draw(drawn), share) / quantile(anchor.draw(drawn), share);
    }
    Arrays.sort(ratios);
    return new Ratio(
        quantileNanos(share) / anchor.quantileNanos(share),
        ratios[(int) (RESAMPLES * TAIL)],
        ratios[(int) (RESAMPLES * (1 - TAIL)) - 1]);
  }

  private List<long[]> draw(int[] drawn) {
    return Arrays.stream(drawn).mapToObj(rounds::get).toList();
  }

  private static double quantile(List<long[]> rounds, double share) {
    long[] sorted = rounds.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
