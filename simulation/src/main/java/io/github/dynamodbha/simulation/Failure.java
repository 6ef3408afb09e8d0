package io.github.dynamodbha.simulation;

import java.util.stream.Collectors;

/** A seed that failed, and the smallest history found that fails as it does. */
public record Failure(long seed, Plan plan, Plan smallest, Simulation.Result result) {
  /** The history, what it breaks, and the command that runs the seed again. */
  public String describe() {
    return "Seed "
        + seed
        + " breaks:\n  "
        + result.violations().stream().map(Object::toString).collect(Collectors.joining("\n  "))
        + "\n\nwith "
        + smallest.actions().size()
        + " of its "
        + plan.actions().size()
        + " actions, in "
        + smallest.setup()
        + ":\n  "
        + String.join("\n  ", result.trace())
        + "\n\nRun it again: "
        + command(seed);
  }

  /** The command that runs a seed again. */
  static String command(long seed) {
    return "mvn -B -pl local/dynamodb-local,local,core,simulation test -Dtest=SimulationTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed="
        + seed;
  }
}
