package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Ends calls that are past their time, should the SDK's own timeout not have done so.
 *
 * <p>A call is ended at most about one {@link #PERIOD} late. Thread-safe.
 */
final class OverdueCalls {
  /** Short beside any sensible timeout, long beside a call. */
  static final Duration PERIOD = Duration.ofMillis(50);

  private final LongSupplier nanoTime;
  private final PeriodicSweep sweep;
  private final Executor threads;
  private final Set<Call<?>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Compared by identity: two calls are never the same. */
  private static final class Call<T> {
    private final CompletableFuture<T> outcome;
    private final long endNanos;
    private final Supplier<T> instead;

    Call(CompletableFuture<T> outcome, long endNanos, Supplier<T> instead) {
      this.outcome = outcome;
      this.endNanos = endNanos;
      this.instead = instead;
    }

    boolean isOverdue(long now) {
      return now - endNanos >= 0;
    }

    void end() {
      if (!outcome.isDone()) {
        outcome.complete(instead.get());
      }
    }
  }

  /**
   * No call is under way.
   *
   * @param afterPeriod runs what it is given after {@link #PERIOD}
   * @param threads on which calls end, and go on with whatever their callers do then
   */
  OverdueCalls(LongSupplier nanoTime, Executor afterPeriod, Executor threads) {
    this.nanoTime = nanoTime;
    this.threads = threads;
    this.sweep = new PeriodicSweep(afterPeriod, () -> !underWay.isEmpty(), this::look);
  }

  /**
   * Bounds a call.
   *
   * @param call stays as it is: what it still says after its time reaches those who follow it
   * @param timeout the time that it has from now
   * @param instead what stands for the outcome of a call that did not end
   * @return completes with the call, or with what stands for it
   */
  <T> CompletableFuture<T> bound(CompletableFuture<T> call, Duration timeout, Supplier<T> instead) {
    CompletableFuture<T> outcome = call.copy();
    Call<T> added = new Call<>(outcome, nanoTime.getAsLong() + timeout.toNanos(), instead);
    underWay.add(added);
    // After it was added: else close() might see neither.
    if (closed) {
      added.end();
    }
    CompletableFuture<T> bounded = outcome.whenComplete((value, thrown) -> underWay.remove(added));
    boolean unused = sweep.wake();
    return bounded;
  }

  /** Ends every call that is under way or yet comes, as if its time were over. */
  void close() {
    closed = true;
    underWay.forEach(Call::end);
  }

  private void look() {
    long now = nanoTime.getAsLong();
    underWay.forEach(
        call -> {
          if (call.isOverdue(now) && underWay.remove(call)) {
            threads.execute(call::end);
          }
        });
  }
}
