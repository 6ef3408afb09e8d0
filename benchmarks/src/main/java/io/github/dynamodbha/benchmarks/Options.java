package io.github.dynamodbha.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run does.
 *
 * @param warmUp calls of each contender before those: as many as the compiler needs to be done
 * @param calls measured calls of each contender of a comparison
 * @param blackHoleCalls calls to a table with a dark region
 * @param blackHolePause between two of those, so that trials of the dark region fall among them
 * @param timeout of the tables that lose a region
 * @param sync sizes of the tables that are compared whole
 * @param seed of the order of contenders
 * @param only names of the parts to run; none means all
 */
record Options(
    int warmUp,
    int calls,
    int blackHoleCalls,
    Duration blackHolePause,
    Duration timeout,
    SyncSizes sync,
    long seed,
    List<String> only) {
  private static final int DEFAULT_CALLS = 3_000;
  private static final int DEFAULT_WARM_UP = 15_000;
  private static final int QUICK_CALLS = 500;
  private static final int QUICK_WARM_UP = 1_500;
  private static final Duration DEFAULT_PAUSE = Duration.ofMillis(20);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  static final String USAGE =
      "Usage: benchmarks/bin/run [--calls N] [--quick] [--seed N] [--only NAME]...\n"
          + "  --calls N    measured calls of each contender (default "
          + DEFAULT_CALLS
          + ")\n  --quick      fewer calls, less warm-up: a first look\n"
          + "  --seed N     seed of the order of contenders (default 1)\n"
          + "  --only NAME  one part only: "
          + String.join(", ", Comparisons.names())
          + ", "
          + BlackHole.NAME
          + ", "
          + ClientParts.ALL
          + " (all of "
          + String.join(", ", ClientParts.names())
          + "), "
          + String.join(", ", SyncParts.names())
          + "\n";

  Options {
    if (calls < 1 || blackHoleCalls < 1) {
      throw new IllegalArgumentException("--calls must be at least 1");
    }
    only = List.copyOf(only);
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static Options parse(String... arguments) {
    int warmUp = DEFAULT_WARM_UP;
    int calls = DEFAULT_CALLS;
    SyncSizes sync = SyncSizes.FULL;
    long seed = 1;
    List<String> only = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> {
          warmUp = QUICK_WARM_UP;
          calls = QUICK_CALLS;
          sync = SyncSizes.QUICK;
        }
        case "--calls" -> calls = Integer.parseInt(value(arguments, ++i));
        case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
        case "--only" -> only.add(part(value(arguments, ++i)));
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new Options(warmUp, calls, 100, DEFAULT_PAUSE, DEFAULT_TIMEOUT, sync, seed, only);
  }

  /** Whether any of the parts that measure calls runs. */
  boolean runsCalls() {
    return runs(BlackHole.NAME) || Comparisons.names().stream().anyMatch(this::runs);
  }

  boolean runs(String part) {
    return only.isEmpty()
        || only.contains(part)
        || (only.contains(ClientParts.ALL) && ClientParts.names().contains(part));
  }

  private static String part(String name) {
    if (!name.equals(BlackHole.NAME)
        && !Comparisons.names().contains(name)
        && !name.equals(ClientParts.ALL)
        && !ClientParts.names().contains(name)
        && !SyncParts.names().contains(name)) {
      throw new IllegalArgumentException("no part is named " + name);
    }
    return name;
  }

  private static String value(String[] arguments, int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(arguments[index - 1] + " needs a value");
    }
    return arguments[index];
  }
}
