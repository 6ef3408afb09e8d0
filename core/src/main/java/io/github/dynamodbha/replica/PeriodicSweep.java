package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Looks at all calls under way once in a while, from the first of them until there is none.
 *
 * <p>A timer for each call wakes the timer's thread at the start of nearly every call, which costs
 * as much as a tenth of the call itself, for something that hardly ever happens.
 *
 * <p>No call is forgotten if it is added before {@link #wake}: a sweep that stops looks again for
 * calls after it has said so. Thread-safe; one sweep runs at a time.
 */
public final class PeriodicSweep {
  private final Executor afterPeriod;
  private final BooleanSupplier needed;
  private final Runnable sweep;
  private final AtomicBoolean sweeping = new AtomicBoolean();

  /**
   * Makes a sweep that rests.
   *
   * @param afterPeriod runs what it is given after a period; {@link #every} is the usual one
   * @param needed whether there is anything to look at
   * @param sweep looks; must not block
   */
  public PeriodicSweep(Executor afterPeriod, BooleanSupplier needed, Runnable sweep) {
    this.afterPeriod = afterPeriod;
    this.needed = needed;
    this.sweep = sweep;
  }

  /** Waits on the JDK's timer thread, and sweeps there. */
  public static Executor every(Duration period) {
    return CompletableFuture.delayedExecutor(period.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
  }

  /** Says that there is something to look at; returns true if the sweep rested. */
  public boolean wake() {
    // Read first: while calls are under way, the usual case, nothing is written.
    if (sweeping.get() || !needed.getAsBoolean() || !sweeping.compareAndSet(false, true)) {
      return false;
    }
    afterPeriod.execute(this::run);
    return true;
  }

  private void run() {
    try {
      sweep.run();
    } finally {
      sweeping.set(false);
      boolean unused = wake();
    }
  }
}
