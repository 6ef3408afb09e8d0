package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.PeriodicSweep;
import io.github.dynamodbha.replica.Timer;
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
  private final Executor threads;
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

    /** Called once for each time that it is watched, on a thread that it may keep for a while. */
    abstract void due();
  }

  /** Sweeps on the JDK's timer thread, and does on others what is due. */
  HedgeTimer(LongSupplier nanoTime) {
    this(nanoTime, PeriodicSweep.every(PERIOD), Timer.SYSTEM.threads());
  }

  /**
   * For tests.
   *
   * @param afterPeriod runs what it is given after {@link #PERIOD}
   * @param threads runs what is due
   */
  HedgeTimer(LongSupplier nanoTime, Executor afterPeriod, Executor threads) {
    this.nanoTime = nanoTime;
    this.threads = threads;
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
      threads.execute(() -> SafeListener.safely(call::due));
    }
  }
}
