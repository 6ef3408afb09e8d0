package io.github.dynamodbha.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Compares runs that take seconds, in interleaved rounds: each round runs every contender once, in
 * random order.
 */
final class WholeRuns {
  private static final double MEDIAN = 0.5;

  private WholeRuns() {}

  /** What is run. */
  record Contender(String name, Runnable run) {}

  /**
   * What it took, a value for each round.
   *
   * @param own CPU time of this process
   * @param servers CPU time of the local regions
   */
  record Result(String name, Series wall, Series own, Series servers) {
    double wallNanos() {
      return wall.quantileNanos(MEDIAN);
    }

    double ownNanos() {
      return own.quantileNanos(MEDIAN);
    }

    double serverNanos() {
      return servers.quantileNanos(MEDIAN);
    }
  }

  /** The ratio of two medians, with its interval. */
  static String ratio(Series subject, Series anchor, long seed) {
    Series.Ratio ratio = subject.ratio(anchor, MEDIAN, new Random(seed));
    return Report.format("%.2f (%.2f to %.2f)", ratio.value(), ratio.low(), ratio.high());
  }

  /**
   * Runs all of them.
   *
   * @param warmUp rounds before those that are measured
   */
  static List<Result> measure(List<Contender> contenders, int warmUp, int rounds, Random random) {
    List<Recording> recordings = contenders.stream().map(Recording::new).toList();
    List<Recording> order = new ArrayList<>(recordings);
    for (int round = 0; round < warmUp + rounds; round++) {
      Collections.shuffle(order, random);
      for (Recording recording : order) {
        recording.run(round >= warmUp);
      }
    }
    return recordings.stream().map(Recording::result).toList();
  }

  private static final class Recording {
    private final Contender contender;
    private final List<long[]> wall = new ArrayList<>();
    private final List<long[]> own = new ArrayList<>();
    private final List<long[]> servers = new ArrayList<>();

    Recording(Contender contender) {
      this.contender = contender;
    }

    void run(boolean measured) {
      long serversBefore = ProcessUse.serverNanos();
      long ownBefore = ProcessUse.ownNanos();
      long start = System.nanoTime();
      contender.run().run();
      long end = System.nanoTime();
      long ownAfter = ProcessUse.ownNanos();
      long serversAfter = ProcessUse.serverNanos();
      if (measured) {
        wall.add(new long[] {end - start});
        own.add(new long[] {ownAfter - ownBefore});
        servers.add(new long[] {serversAfter - serversBefore});
      }
    }

    Result result() {
      return new Result(
          contender.name(),
          new Series(List.copyOf(wall)),
          new Series(List.copyOf(own)),
          new Series(List.copyOf(servers)));
    }
  }
}
