package io.github.dynamodbha.simulation;

import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.simulation.Plan.Action;
import io.github.dynamodbha.simulation.Plan.FaultRates;
import io.github.dynamodbha.simulation.Plan.Initial;
import io.github.dynamodbha.simulation.Plan.Kind;
import io.github.dynamodbha.simulation.Plan.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes the plan of a seed. */
final class Plans {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** From microseconds to hours, as clocks differ that are kept well, badly, or not at all. */
  private static final long[] SKEWS = {
    0, 0, 3, 50, 800, 20_000, 400_000, 3_000_000, 60_000_000, 3_600_000_000L, 10_000_000_000L
  };

  private static final Initial[] CONFLICTS = {
    Initial.LEGACY_TIE, Initial.LEGACY_CONFLICT, Initial.MISSED_DELETION, Initial.DELETED_IN_FIRST
  };

  private static final Set<Kind> WRITES =
      Set.of(Kind.PUT, Kind.DELETE, Kind.PUT_IF, Kind.UPDATE, Kind.TRANSACT);

  private static final int[] TIMEOUTS = {400, 1_000, 5_000};

  /** Longer than any grace of a history. */
  private static final int IDLE_MILLIS = 36_000_000;

  /** Longer than the grace where all clocks are right, shorter than a slow sync's next write. */
  private static final int SHORT_IDLE_MILLIS = 300_000;

  private final SplittableRandom random;

  private Plans(SplittableRandom random) {
    this.random = random;
  }

  /** The plan of a seed. */
  static Plan of(long seed) {
    return new Plans(new SplittableRandom(Seeds.mix(seed, 0))).plan(seed);
  }

  private Plan plan(long seed) {
    int regions = chance(700) ? 2 : 3;
    int clients = 1 + random.nextInt(4);
    // Few histories are about a sync whose writes wait.
    boolean slowSync = chance(30);
    // Some are about a sync that repairs conflicts under the hands of writers.
    boolean conflicts = !slowSync && chance(60);
    int keys = slowSync ? 3 : 1 + random.nextInt(chance(800) ? 3 : 12);
    List<Long> skews = new ArrayList<>();
    boolean counting = !slowSync && chance(60);
    boolean skewed = !slowSync && chance(700);
    for (int i = 0; i <= clients; i++) {
      long skew = skewed ? SKEWS[random.nextInt(SKEWS.length)] : 0;
      skews.add(chance(500) ? skew : -skew);
    }
    int timeout = TIMEOUTS[random.nextInt(TIMEOUTS.length)];
    List<Initial> initial = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      Initial[] all = Initial.values();
      initial.add(
          slowSync
              ? Initial.FIRST_ONLY
              : conflicts
                  ? CONFLICTS[random.nextInt(CONFLICTS.length)]
                  : chance(500) ? Initial.ABSENT : all[random.nextInt(all.length)]);
    }
    FaultRates faults = counting ? FaultRates.NONE : faults();
    Plan.Setup setup =
        new Plan.Setup(
            regions,
            keys,
            chance(300),
            skews,
            timeout,
            chance(700) ? Acknowledge.ONE : chance(500) ? Acknowledge.QUORUM : Acknowledge.ALL,
            1 + random.nextInt(4),
            !chance(100),
            chance(700),
            chance(500) ? 0 : 1_000,
            faults,
            !slowSync && chance(120),
            slowSync,
            counting,
            chance(50),
            // Workers of one sync take turns at its budget by a lock, which no actor may wait for.
            slowSync || faults.throttled() > 0 || chance(400) ? 1 : 2 + random.nextInt(2),
            initial);
    return new Plan(seed, setup, actions(setup, conflicts), Set.of());
  }

  private FaultRates faults() {
    if (chance(200)) {
      return FaultRates.NONE;
    }
    int storm = chance(300) ? 4 : 1;
    return new FaultRates(
        random.nextInt(25) * storm,
        random.nextInt(25) * storm,
        random.nextInt(25) * storm,
        random.nextInt(25) * storm,
        random.nextInt(25) * storm,
        random.nextInt(100) * storm,
        random.nextInt(25) * storm,
        random.nextInt(15) * storm);
  }

  private List<Action> actions(Plan.Setup setup, boolean conflicts) {
    int count = 4 + random.nextInt(chance(700) ? 25 : 80);
    // Densely: operations overlap. Sparsely: most have ended before the next begins.
    long gapMicros = new long[] {300, 5_000, 50_000, 500_000}[random.nextInt(conflicts ? 2 : 4)];
    boolean conditional = chance(250);
    boolean faulty = !setup.counting() && chance(600);
    boolean syncing = chance(500);
    List<Action> actions = new ArrayList<>();
    long at = 0;
    int first = 1;
    if (setup.slowSync() || conflicts) {
      actions.add(action(first++, at, Kind.SYNC, setup));
      if (conflicts && chance(500)) {
        // Another one over it.
        actions.add(action(first++, at + random.nextLong(2 * gapMicros), Kind.SYNC, setup));
      }
      at += setup.slowSync() ? MICROS_PER_SECOND : 0;
    }
    for (int id = first; id <= count; id++) {
      at += random.nextLong(2 * gapMicros);
      Kind kind = kind(conditional, faulty, syncing || setup.slowSync());
      if (setup.counting() && WRITES.contains(kind)) {
        kind = chance(800) ? Kind.UPDATE : Kind.TRANSACT;
      }
      actions.add(action(id, at, kind, setup));
      if (kind == Kind.IDLE) {
        at += actions.get(actions.size() - 1).forMillis() * MICROS_PER_MILLI;
      }
    }
    return actions;
  }

  private Kind kind(boolean conditional, boolean faulty, boolean syncing) {
    int dice = random.nextInt(1000);
    if (faulty && dice < 90) {
      return dice < 70 ? Kind.REGION_FAILS : Kind.CRASH;
    } else if (syncing && dice >= 100 && dice < 200) {
      return dice < 160
          ? Kind.SYNC
          : dice < 172 ? Kind.CRASH_SYNC : dice < 185 ? Kind.VERIFY : Kind.IDLE;
    } else if (conditional && dice >= 200 && dice < 400) {
      return dice < 265 ? Kind.PUT_IF : dice < 330 ? Kind.UPDATE : Kind.TRANSACT;
    }
    return dice < 650 ? Kind.PUT : dice < 850 ? Kind.DELETE : Kind.GET;
  }

  private Action action(int id, long at, Kind kind, Plan.Setup setup) {
    int millis =
        kind == Kind.IDLE
            ? (setup.slowSync() ? SHORT_IDLE_MILLIS : IDLE_MILLIS)
            : 1 + random.nextInt(chance(500) ? 300 : 8_000);
    Mode[] modes = Mode.values();
    return new Action(
        id,
        at,
        kind,
        random.nextInt(setup.clients()),
        random.nextInt(setup.keys()),
        random.nextInt(setup.regions()),
        modes[1 + random.nextInt(modes.length - 1)],
        millis);
  }

  private boolean chance(int thousandths) {
    return random.nextInt(1000) < thousandths;
  }
}
