package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.PeriodicSweep;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Says when a hedge is due, for all calls under way.
 *
 * <p>Thread-safe.
 */
final class HedgeTimer {
  /** Short beside the shortest delay of a hedge. */
  static final Duration PERIOD = Duration.ofMillis(2);

  private final LongSupplier nanoTime;
  private final PeriodicSweep sweep;
  private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();

  /** A call that waits for a region; compared by identity. */
  abstract static class Watched {
    private volatile long dueNanos;

    Watched(long dueNanos) {
      this.dueNanos = dueNanos;
    }

    /** Sets the time at which it is due again; to be called before it is watched again. */
    void dueAt(long nanos) {
      dueNanos = nanos;
    }

    /** Called once for each time that it is watched, on the timer's thread; must not block. */
    abstract void due();
  }

  /** Sweeps on the JDK's timer thread. */
  HedgeTimer(LongSupplier nanoTime) {
    this(nanoTime, PeriodicSweep.every(PERIOD));
  }

  /**
   * For tests.
   *
   * @param afterPeriod runs what it is given after {@link #PERIOD}
   */
  HedgeTimer(LongSupplier nanoTime, Executor afterPeriod) {
    this.nanoTime = nanoTime;
    this.sweep = new PeriodicSweep(afterPeriod, () -> !underWay.isEmpty(), this::look);
  }

  long now() {
    return nanoTime.getAsLong();
  }

  void watch(Watched call) {
    underWay.add(call);
    boolean unused = sweep.wake();
  }

  void forget(Watched call) {
    underWay.remove(call);
  }

  private void look() {
    long now = nanoTime.getAsLong();
    underWay.forEach(call -> endIfDue(call, now));
  }

  private void endIfDue(Watched call, long now) {
    if (now - call.dueNanos >= 0 && underWay.remove(call)) {
      SafeListener.safely(call::due);
    }
  }
}
