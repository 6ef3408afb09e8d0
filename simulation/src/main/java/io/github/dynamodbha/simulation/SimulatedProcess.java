package io.github.dynamodbha.simulation;

import io.github.dynamodbha.replica.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A process with a clock of its own; once it is killed, nothing reaches it any more. */
final class SimulatedProcess implements Timer {
  private final String name;
  private final Scheduler scheduler;
  private final MachineClock clock;
  private boolean alive = true;

  SimulatedProcess(String name, Scheduler scheduler, MachineClock clock) {
    this.name = name;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return alive;
  }

  void kill() {
    alive = false;
  }

  /** What the process takes for the time. */
  InstantSource clock() {
    return clock;
  }

  /** The latest time that its clock has shown since a step. */
  long latestMicrosSince(long step) {
    return clock.latestMicrosSince(step);
  }

  private Runnable whileAlive(Runnable task) {
    return () -> {
      if (alive) {
        task.run();
      }
    };
  }

  @Override
  public Executor after(Duration delay) {
    return task -> scheduler.after(delay.toNanos(), whileAlive(task));
  }

  @Override
  public Executor onTimerAfter(Duration delay) {
    return task -> scheduler.quietlyAfter(delay.toNanos(), whileAlive(task));
  }

  @Override
  public Executor threads() {
    return Runnable::run;
  }

  @Override
  public void complete(CompletableFuture<Void> future, Duration delay) {
    scheduler.after(delay.toNanos(), whileAlive(() -> future.complete(null)));
  }
}
