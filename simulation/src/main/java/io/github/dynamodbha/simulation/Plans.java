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

  /** Longer than the grace, unless clocks differ by as much. */
  private static final long IDLE_MICROS = 36_000 * MICROS_PER_SECOND;

  /** Longer than the grace where all clocks are right, shorter than a slow sync's next write. */
  private static final long SHORT_IDLE_MICROS = 300 * MICROS_PER_SECOND;

  /** How long a region stays away: past deadlines, past suspensions, past graces. */
  private static final long[] AWAY = {
    40 * MICROS_PER_SECOND, 900 * MICROS_PER_SECOND, IDLE_MICROS, 5 * IDLE_MICROS
  };

  /** How far a clock jumps at most. */
  private static final long[] JUMPS = {
    3, 800, 20_000, 400_000, 3_000_000, 60_000_000, 3_600_000_000L
  };

  /** Where nothing fails for the product: the SDK sends again, or somebody else does. */
  private static final FaultRates REPEATED = new FaultRates(0, 0, 150, 100, 0, 0, 0, 0);

  private final SplittableRandom random;

  /** What a history is about, where it is about something. */
  private enum Theme {
    ANYTHING,
    /** A sync whose writes wait. */
    SLOW_SYNC,
    /** A sync that repairs conflicts under the hands of writers. */
    CONFLICTS,
    /** Updates that count. */
    COUNTING,
    /** Writes that are stored in some regions and refused in the last, read, and built on. */
    BUILT_ON
  }

  private Plans(SplittableRandom random) {
    this.random = random;
  }

  /** The plan of a seed. */
  static Plan of(long seed) {
    return new Plans(new SplittableRandom(Seeds.mix(seed, 0))).plan(seed);
  }

  private Theme theme() {
    int dice = random.nextInt(1000);
    return dice < 30
        ? Theme.SLOW_SYNC
        : dice < 90
            ? Theme.CONFLICTS
            : dice < 150 ? Theme.COUNTING : dice < 200 ? Theme.BUILT_ON : Theme.ANYTHING;
  }

  private Plan plan(long seed) {
    Theme theme = theme();
    int regions = chance(theme == Theme.BUILT_ON ? 400 : 700) ? 2 : 3;
    boolean slowSync = theme == Theme.SLOW_SYNC;
    int clients = (theme == Theme.BUILT_ON ? 3 : 1) + random.nextInt(4);
    int keys = keys(theme);
    List<Long> skews = new ArrayList<>();
    boolean skewed = !slowSync && chance(700);
    for (int i = 0; i <= clients; i++) {
      long skew = skewed ? SKEWS[random.nextInt(SKEWS.length)] : 0;
      skews.add(chance(500) ? skew : -skew);
    }
    int timeout = TIMEOUTS[random.nextInt(TIMEOUTS.length)];
    List<Initial> initial = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      initial.add(initial(theme));
    }
    FaultRates faults = faults(theme);
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
            theme == Theme.COUNTING,
            chance(50),
            // Workers of one sync take turns at its budget by a lock, which no actor may wait for.
            slowSync || faults.throttled() > 0 || chance(400) ? 1 : 2 + random.nextInt(2),
            initial);
    return new Plan(seed, setup, actionsOf(theme, setup), Set.of());
  }

  private List<Action> actionsOf(Theme theme, Plan.Setup setup) {
    return theme == Theme.BUILT_ON ? BuiltOn.actions(setup, random.split()) : actions(setup, theme);
  }

  private int keys(Theme theme) {
    return switch (theme) {
      case SLOW_SYNC -> 3;
      case BUILT_ON -> 6;
      default -> 1 + random.nextInt(chance(800) ? 3 : 12);
    };
  }

  private Initial initial(Theme theme) {
    Initial[] all = Initial.values();
    return switch (theme) {
      case SLOW_SYNC -> Initial.FIRST_ONLY;
      case CONFLICTS -> CONFLICTS[random.nextInt(CONFLICTS.length)];
      case BUILT_ON -> Initial.AHEAD;
      default -> chance(500) ? Initial.ABSENT : all[random.nextInt(all.length)];
    };
  }

  private FaultRates faults(Theme theme) {
    return switch (theme) {
      case COUNTING -> chance(500) ? FaultRates.NONE : REPEATED;
      case BUILT_ON -> BuiltOn.SLOW;
      default -> faults();
    };
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

  private List<Action> actions(Plan.Setup setup, Theme theme) {
    int count = 4 + random.nextInt(chance(700) ? 25 : 80);
    boolean conflicts = theme == Theme.CONFLICTS;
    // Densely: operations overlap. Sparsely: most have ended before the next begins.
    long gapMicros = new long[] {300, 5_000, 50_000, 500_000}[random.nextInt(conflicts ? 2 : 4)];
    boolean conditional = chance(250);
    boolean faulty = theme != Theme.COUNTING && chance(600);
    boolean away = faulty && !setup.slowSync() && chance(250);
    boolean jumping = !setup.slowSync() && chance(200);
    boolean syncing = chance(500);
    List<Action> actions = new ArrayList<>();
    long[] jumped = new long[setup.clients() + 1];
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
      if (jumping && chance(100)) {
        actions.add(jump(id, at, jumped));
        continue;
      }
      if (away && chance(100)) {
        Action longer = longer(id, at, setup);
        actions.add(longer);
        at += longer.kind() == Kind.IDLE ? longer.micros() : 0;
        continue;
      }
      Kind kind = kind(conditional, faulty, syncing || setup.slowSync());
      if (setup.counting() && WRITES.contains(kind)) {
        kind = chance(800) ? Kind.UPDATE : Kind.TRANSACT;
      }
      actions.add(action(id, at, kind, setup));
      at += kind == Kind.IDLE ? idleMicros(setup) : 0;
    }
    if (setup.slowSync()) {
      // Past the grace, while the slow one still waits.
      actions.add(action(count + 1, at + SHORT_IDLE_MICROS, Kind.SYNC, setup));
    }
    return actions;
  }

  /** Somewhere, or back to where it was. */
  private Action jump(int id, long at, long[] jumped) {
    int machine = random.nextInt(jumped.length);
    long far = 1 + random.nextLong(JUMPS[random.nextInt(JUMPS.length)]);
    long micros = jumped[machine] != 0 && chance(500) ? -jumped[machine] : chance(500) ? far : -far;
    jumped[machine] += micros;
    return new Action(id, at, Kind.CLOCK_JUMPS, machine, 0, 0, Mode.UP, micros);
  }

  /** A region is away for long, or time goes by. */
  private Action longer(int id, long at, Plan.Setup setup) {
    Action usual = action(id, at, chance(500) ? Kind.REGION_FAILS : Kind.IDLE, setup);
    return new Action(
        id,
        at,
        usual.kind(),
        usual.client(),
        usual.key(),
        usual.region(),
        usual.mode(),
        AWAY[random.nextInt(AWAY.length)]);
  }

  private static long idleMicros(Plan.Setup setup) {
    return setup.slowSync() ? SHORT_IDLE_MICROS : IDLE_MICROS;
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
    long micros =
        kind == Kind.IDLE
            ? idleMicros(setup)
            : MICROS_PER_MILLI * (1 + random.nextInt(chance(500) ? 300 : 8_000));
    Mode[] modes = Mode.values();
    return new Action(
        id,
        at,
        kind,
        random.nextInt(setup.clients()),
        random.nextInt(setup.keys()),
        random.nextInt(setup.regions()),
        modes[1 + random.nextInt(modes.length - 1)],
        micros);
  }

  private boolean chance(int thousandths) {
    return random.nextInt(1000) < thousandths;
  }
}
