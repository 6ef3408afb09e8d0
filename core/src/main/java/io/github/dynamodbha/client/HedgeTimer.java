package io.github.dynamodbha.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Says when a hedge is due, for all calls under way.
 *
 * <p>A timer for each call would wake the timer's thread for nearly every call, for something that
 * one call in twenty needs; so one sweep looks at all of them every {@link #PERIOD}, from the first
 * of them until there is none. No call is forgotten: it is added before {@code sweeping} is looked
 * at, and a sweep that stops looks again for calls after it has said so.
 *
 * <p>Thread-safe.
 */
final class HedgeTimer {
  /** Short beside the shortest delay of a hedge. */
  static final Duration PERIOD = Duration.ofMillis(2);

  private final LongSupplier nanoTime;
  private final Executor afterPeriod;
  private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean sweeping = new AtomicBoolean();

  /** A call that waits for a region; compared by identity. */
  abstract static class Watched {
    private final long dueNanos;

    Watched(long dueNanos) {
      this.dueNanos = dueNanos;
    }

    /** Called once, on the timer's thread; must not block. */
    abstract void due();
  }

  /** Sweeps on the JDK's timer thread. */
  HedgeTimer(LongSupplier nanoTime) {
    this(
        nanoTime,
        CompletableFuture.delayedExecutor(PERIOD.toNanos(), TimeUnit.NANOSECONDS, Runnable::run));
  }

  /**
   * For tests.
   *
   * @param afterPeriod runs what it is given after {@link #PERIOD}
   */
  HedgeTimer(LongSupplier nanoTime, Executor afterPeriod) {
    this.nanoTime = nanoTime;
    this.afterPeriod = afterPeriod;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  void watch(Watched call) {
    underWay.add(call);
    sweepLater();
  }

  void forget(Watched call) {
    underWay.remove(call);
  }

  private void sweepLater() {
    if (!sweeping.get() && !underWay.isEmpty() && sweeping.compareAndSet(false, true)) {
      afterPeriod.execute(this::sweep);
    }
  }

  private void sweep() {
    try {
      long now = nanoTime.getAsLong();
      underWay.forEach(call -> endIfDue(call, now));
    } finally {
      sweeping.set(false);
      sweepLater();
    }
  }

  private void endIfDue(Watched call, long now) {
    if (now - call.dueNanos >= 0 && underWay.remove(call)) {
      SafeListener.safely(call::due);
    }
  }
}
