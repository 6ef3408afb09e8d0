package io.github.dynamodbha.simulation;

import io.github.dynamodbha.replica.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A process with a clock of its own; once it is killed, nothing reaches it any more. */
final class SimulatedProcess implements Timer {
  private static final long NANOS_PER_MICRO = 1_000;

  /** When a history begins, by a clock that is right. */
  static final Instant EPOCH = Instant.parse("2026-11-22T10:00:00Z");

  private final String name;
  private final Scheduler scheduler;
  private final long skewMicros;
  private boolean alive = true;

  SimulatedProcess(String name, Scheduler scheduler, long skewMicros) {
    this.name = name;
    this.scheduler = scheduler;
    this.skewMicros = skewMicros;
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
    return () -> EPOCH.plusNanos(scheduler.now() + skewMicros * NANOS_PER_MICRO);
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
