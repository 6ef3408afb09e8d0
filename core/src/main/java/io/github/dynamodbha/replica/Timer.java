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
        @Override
        public Executor after(Duration delay) {
          return CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public Executor onTimerAfter(Duration delay) {
          return CompletableFuture.delayedExecutor(
              delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
        }

        @Override
        public void complete(CompletableFuture<Void> future, Duration delay) {
          future.completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
      };

  /** Runs what it is given after a delay, on a thread that it may keep for a while. */
  Executor after(Duration delay);

  /** Runs what it is given after a delay, on the timer's thread, which it must not hold. */
  Executor onTimerAfter(Duration delay);

  /** Completes a future with null after a delay, unless it is completed by then. */
  void complete(CompletableFuture<Void> future, Duration delay);
}
