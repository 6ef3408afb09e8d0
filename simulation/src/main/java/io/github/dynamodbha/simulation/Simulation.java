package io.github.dynamodbha.simulation;

import io.github.dynamodbha.simulation.Plan.Action;
import io.github.dynamodbha.simulation.Violations.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * One history: what the plan says happens, then all regions are healed, what is under way ends, and
 * a sync runs; and what must hold is checked on the way and at the end.
 */
public final class Simulation {
  private static final long NANOS_PER_MICRO = 1_000;

  /** Stands for the operation when all of the plan's have ended. */
  static final int AFTER_ALL = Integer.MAX_VALUE / 8;

  private final Plan plan;
  private final World world;
  private final Violations violations = new Violations();
  private final Clients clients;
  private final Syncs syncs;

  /**
   * What a history showed.
   *
   * @param steps of the scheduler
   * @param violations what it broke, none if all is well
   * @param fingerprint the same exactly for the same history
   * @param trace its text, if it was wanted
   */
  public record Result(
      long steps, List<Violation> violations, long fingerprint, List<String> trace) {}

  private Simulation(Plan plan, Set<Guard> off, Path spill, boolean traced) {
    this.plan = plan;
    this.world = new World(plan, off, new Trace(traced), violations);
    this.clients = new Clients(world, plan, violations);
    this.syncs = new Syncs(world, plan, violations, spill);
  }

  /**
   * Runs a history.
   *
   * @param off guards that are switched off
   * @param spill an empty directory, for what a sync can't hold in memory
   * @param traced whether its text is wanted
   */
  public static Result run(Plan plan, Set<Guard> off, Path spill, boolean traced) {
    return new Simulation(plan, off, spill, traced).run();
  }

  private Result run() {
    Scheduler scheduler = world.scheduler();
    try {
      for (Action action : plan.actions()) {
        scheduler.inContext(
            action.id(),
            () -> scheduler.after(action.atMicros() * NANOS_PER_MICRO, () -> act(action)));
      }
      scheduler.drain();
      clients.requireAllEnded();
      world.network().calm();
      world.tables().forEach(ModelTable::settle);
      scheduler.inContext(AFTER_ALL, this::finish);
    } catch (RuntimeException | Error failed) {
      Throwable cause = failed.getCause() != null ? failed.getCause() : failed;
      java.io.StringWriter stack = new java.io.StringWriter();
      cause.printStackTrace(new java.io.PrintWriter(stack));
      violations.add("the history ends", stack.toString());
    } finally {
      scheduler.close();
      syncs.close();
    }
    return new Result(
        scheduler.steps(),
        List.copyOf(violations.all()),
        scheduler.trace().fingerprint(),
        scheduler.trace().lines());
  }

  private void finish() {
    new FinalChecks(world, plan, syncs, violations).run();
  }

  private void act(Action action) {
    Scheduler scheduler = world.scheduler();
    scheduler.trace().mix(scheduler.now(), action.id());
    scheduler.trace().note(scheduler.now(), action::toString);
    switch (action.kind()) {
      case PUT, DELETE, GET, PUT_IF, UPDATE, TRANSACT -> clients.begin(action);
      case REGION_FAILS ->
          world
              .network()
              .failsFor(action.micros() * NANOS_PER_MICRO, action.region(), action.mode());
      case CLOCK_JUMPS -> world.clock(action.client()).jump(action.micros());
      case CRASH -> clients.crash(action.client());
      case SYNC -> syncs.begin(false);
      case VERIFY -> syncs.begin(true);
      case CRASH_SYNC -> syncs.crash();
      case IDLE -> {
        // The plan's times have the pause.
      }
    }
  }
}
