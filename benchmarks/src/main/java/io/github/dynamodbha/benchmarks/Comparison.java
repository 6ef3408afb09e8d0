package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.benchmarks.Meter.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A subject and its anchors, measured in interleaved blocks.
 *
 * @param title heading of the results
 * @param goal the greatest ratio of subject to anchor that is aimed at, 0 for none
 * @param contenders the subject first, then the anchors, the one that the goal is about first
 */
record Comparison(String title, double goal, List<Contender> contenders) {
  /** Long enough to spread the meter's cost, short enough that a disturbance meets all alike. */
  private static final int BLOCK = 10;

  /** What was measured of a contender. */
  record Result(Contender contender, Series wall, Series slowestLeg, Usage perCall) {}

  /** Measures, after a warm-up. */
  List<Result> run(int warmUp, int calls, Random random) {
    List<Recording> recordings = contenders.stream().map(Recording::new).toList();
    int next = rounds(recordings, blocks(warmUp), 0, random);
    recordings.forEach(Recording::clear);
    rounds(recordings, blocks(calls), next, random);
    return recordings.stream().map(Recording::result).toList();
  }

  private static int blocks(int calls) {
    return Math.max(1, calls / BLOCK);
  }

  private static int rounds(List<Recording> recordings, int rounds, int first, Random random) {
    List<Recording> order = new ArrayList<>(recordings);
    int call = first;
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (Recording recording : order) {
        recording.block(call);
      }
      call += BLOCK;
    }
    return call;
  }

  private static final class Recording {
    private final Contender contender;
    private final List<long[]> wall = new ArrayList<>();
    private final List<long[]> slowestLeg = new ArrayList<>();
    private Usage used = Usage.ZERO;

    Recording(Contender contender) {
      this.contender = contender;
    }

    void block(int firstCall) {
      long[] walls = new long[BLOCK];
      long[] legs = new long[BLOCK];
      Meter meter = Meter.start();
      for (int i = 0; i < BLOCK; i++) {
        Timing timing = contender.call().apply(firstCall + i);
        walls[i] = timing.wallNanos();
        legs[i] = timing.slowestLegNanos();
      }
      used = used.plus(meter.stop());
      wall.add(walls);
      slowestLeg.add(legs);
    }

    void clear() {
      wall.clear();
      slowestLeg.clear();
      used = Usage.ZERO;
    }

    Result result() {
      long calls = (long) wall.size() * BLOCK;
      return new Result(
          contender,
          new Series(List.copyOf(wall)),
          new Series(List.copyOf(slowestLeg)),
          new Usage(used.cpuNanos() / calls, used.bytes() / calls));
    }
  }
}
