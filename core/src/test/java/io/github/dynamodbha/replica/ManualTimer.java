package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Time that passes when a test says so, and what is due by then. Thread-safe. */
public final class ManualTimer implements Timer, LongSupplier {
  private record Due(long nanos, Runnable action) {}

  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
  private long now;

  @Override
  public synchronized long getAsLong() {
    return now;
  }

  /** Lets time pass, and does what comes due meanwhile, each at its time. */
  public void advance(Duration duration) {
    long end = getAsLong() + duration.toNanos();
    for (Runnable next = next(end); next != null; next = next(end)) {
      next.run();
    }
  }

  private synchronized @Nullable Runnable next(long end) {
    if (due.isEmpty() || due.element().nanos() > end) {
      now = Math.max(now, end);
      return null;
    }
    Due next = due.remove();
    now = Math.max(now, next.nanos());
    return next.action();
  }

  private synchronized void add(Due next) {
    due.add(next);
  }

  @Override
  public Executor after(Duration delay) {
    return action -> add(new Due(getAsLong() + delay.toNanos(), action));
  }

  @Override
  public Executor onTimerAfter(Duration delay) {
    return after(delay);
  }

  @Override
  public Executor threads() {
    return Runnable::run;
  }

  @Override
  public void complete(CompletableFuture<Void> future, Duration delay) {
    after(delay).execute(() -> future.complete(null));
  }
}
