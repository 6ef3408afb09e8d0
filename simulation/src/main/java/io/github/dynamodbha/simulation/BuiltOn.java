package io.github.dynamodbha.simulation;

import io.github.dynamodbha.simulation.Plan.Action;
import io.github.dynamodbha.simulation.Plan.FaultRates;
import io.github.dynamodbha.simulation.Plan.Kind;
import io.github.dynamodbha.simulation.Plan.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Histories in which writes are built on others that are not done yet. The last region holds items
 * from a clock that is ahead, so that a write is stored in the others, refused there, and stamped
 * anew. Before that, somebody reads it, and somebody writes again.
 */
final class BuiltOn {
  /** Many requests take their time, and few go wrong: so there is time to read, and to write. */
  static final FaultRates SLOW = new FaultRates(20, 10, 10, 10, 10, 300, 0, 0);

  /** Longer than most requests that are not slow, shorter than those that are. */
  private static final long[] GAPS_MICROS = {10_000, 50_000};

  private BuiltOn() {}

  /** True if a history is one of these. */
  static boolean isIn(Plan.Setup setup) {
    return setup.faults().equals(SLOW);
  }

  /** One writes, one reads, and one writes again, each soon after the other, key after key. */
  static List<Action> actions(Plan.Setup setup, SplittableRandom random) {
    List<Action> actions = new ArrayList<>();
    long gap = GAPS_MICROS[random.nextInt(GAPS_MICROS.length)];
    long at = 0;
    for (int key = 0; key < setup.keys(); key++) {
      at = add(actions, at, write(random), key, setup, random) + random.nextLong(gap);
      at = add(actions, at, Kind.GET, key, setup, random) + gap / 2 + random.nextLong(gap);
      if (random.nextBoolean()) {
        // The last one reaches the first region only.
        for (int region = 1; region < setup.regions(); region++) {
          int id = actions.size() + 1;
          actions.add(new Action(id, at, Kind.REGION_FAILS, 0, key, region, Mode.REFUSED, gap));
        }
      }
      at = add(actions, at, write(random), key, setup, random) + random.nextLong(gap);
    }
    return actions;
  }

  private static Kind write(SplittableRandom random) {
    return random.nextInt(5) > 0 ? Kind.PUT : Kind.DELETE;
  }

  private static long add(
      List<Action> actions,
      long at,
      Kind kind,
      int key,
      Plan.Setup setup,
      SplittableRandom random) {
    int client = random.nextInt(setup.clients());
    actions.add(new Action(actions.size() + 1, at, kind, client, key, 0, Mode.UP, 0));
    return at;
  }
}
