package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Time that passes when a test says so, and what is due by then. Belongs to one thread. */
public final class ManualTimer implements Timer, LongSupplier {
  private record Due(long nanos, Runnable action) {}

  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
  private long now;

  @Override
  public long getAsLong() {
    return now;
  }

  /** Lets time pass, and does what comes due meanwhile, each at its time. */
  public void advance(Duration duration) {
    long end = now + duration.toNanos();
    while (!due.isEmpty() && due.element().nanos() <= end) {
      Due next = due.remove();
      now = Math.max(now, next.nanos());
      next.action().run();
    }
    now = Math.max(now, end);
  }

  @Override
  public Executor after(Duration delay) {
    return action -> due.add(new Due(now + delay.toNanos(), action));
  }

  @Override
  public Executor onTimerAfter(Duration delay) {
    return after(delay);
  }

  @Override
  public void complete(CompletableFuture<Void> future, Duration delay) {
    after(delay).execute(() -> future.complete(null));
  }
}
