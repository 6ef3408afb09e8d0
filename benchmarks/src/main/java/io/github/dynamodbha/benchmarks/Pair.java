package io.github.dynamodbha.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Two concurrent SDK calls, written by hand as well as can be: the anchor of two-region calls. */
final class Pair {
  private Pair() {}

  /** The first on a thread of the executor, the second on the calling thread. */
  static Timing sync(Executor executor, Runnable first, Runnable second) {
    long start = System.nanoTime();
    CompletableFuture<Timing> other =
        CompletableFuture.supplyAsync(() -> Timing.of(first), executor);
    Timing own = Timing.of(second);
    long slowest = Math.max(own.wallNanos(), other.join().wallNanos());
    return new Timing(System.nanoTime() - start, slowest);
  }

  /** Both started by the calling thread, which then waits for both. */
  static Timing async(
      Supplier<? extends CompletableFuture<?>> first,
      Supplier<? extends CompletableFuture<?>> second) {
    long start = System.nanoTime();
    CompletableFuture<Long> one = timed(first);
    CompletableFuture<Long> other = timed(second);
    long slowest = Math.max(one.join(), other.join());
    return new Timing(System.nanoTime() - start, slowest);
  }

  private static CompletableFuture<Long> timed(Supplier<? extends CompletableFuture<?>> call) {
    long start = System.nanoTime();
    return call.get().thenApply(answer -> System.nanoTime() - start);
  }
}
