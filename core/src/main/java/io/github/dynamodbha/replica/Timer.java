package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Lets time pass without holding a thread; passed in, so that a simulation can own time.
 * Thread-safe.
 */
public interface Timer {
  /** The JDK's own. */
  Timer SYSTEM =
      new Timer() {
        private final Executor threads = new TimerThreads();

        @Override
        public Executor after(Duration delay) {
          return CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, threads);
        }

        @Override
        public Executor onTimerAfter(Duration delay) {
          return CompletableFuture.delayedExecutor(
              delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
        }

        @Override
        public Executor threads() {
          return threads;
        }

        @Override
        public void complete(CompletableFuture<Void> future, Duration delay) {
          CompletableFuture<Boolean> over =
              new CompletableFuture<Boolean>()
                  .completeOnTimeout(true, delay.toNanos(), TimeUnit.NANOSECONDS);
          CompletableFuture<Void> unusedLate =
              over.thenAccept(
                  isLate -> {
                    if (isLate) {
                      threads.execute(() -> future.complete(null));
                    }
                  });
          CompletableFuture<Void> unusedInTime =
              future.whenComplete((value, thrown) -> over.complete(false));
        }
      };

  /** Runs what it is given after a delay, on a thread that it may keep for a while. */
  Executor after(Duration delay);

  /** Runs what it is given after a delay, on the timer's thread, which it must not hold. */
  Executor onTimerAfter(Duration delay);

  /** Runs what came due on the timer's thread and may hold its own for a while. */
  Executor threads();

  /**
   * Completes a future with null after a delay, unless it is completed by then; what follows from
   * it may hold its thread for a while.
   */
  void complete(CompletableFuture<Void> future, Duration delay);
}
