package io.github.dynamodbha.replica;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The daemon threads of one region's client, and the calls that wait for one of them.
 *
 * <p>A call that had to wait runs as any other, and must look for itself at what is left of its
 * time. Thread-safe.
 */
final class RegionPool implements AutoCloseable {
  /**
   * As many as the SDK's asynchronous client lets wait for a connection by default. It is there to
   * end a program that only ever adds calls; a burst must pass.
   */
  static final int MAX_WAITING_CALLS = 10_000;

  private static final long IDLE_THREAD_SECONDS = 30;

  private final ThreadPoolExecutor threads;
  private volatile boolean closed;

  RegionPool(String region, int maxThreads) {
    HandOverQueue queue = new HandOverQueue(MAX_WAITING_CALLS);
    threads =
        new ThreadPoolExecutor(
            0,
            maxThreads,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            queue,
            new RegionThreads(region),
            queue.whenFull());
  }

  /**
   * Runs a call on a thread of the pool.
   *
   * @throws RejectedExecutionException if {@value #MAX_WAITING_CALLS} calls wait already, or the
   *     pool is closed
   */
  <A> CompletableFuture<A> run(Supplier<A> call) {
    Queued<A> queued = new Queued<>();
    return queued.completeAsync(
        () -> {
          queued.begun = true;
          requireOpen();
          return call.get();
        },
        threads);
  }

  /** True if a call still waits for a thread: once its deadline has passed it is not sent. */
  static boolean isQueued(CompletableFuture<?> call) {
    return call instanceof Queued<?> queued && !queued.begun;
  }

  private static final class Queued<A> extends CompletableFuture<A> {
    private volatile boolean begun;
  }

  /** Starts a call on a thread of the pool; it goes on elsewhere. Fails as {@link #run} throws. */
  <Q, A> CompletableFuture<A> start(Q request, Function<Q, CompletableFuture<A>> call) {
    return CompletableFuture.completedFuture(request)
        .thenComposeAsync(
            q -> {
              requireOpen();
              return call.apply(q);
            },
            threads);
  }

  private void requireOpen() {
    if (closed) {
      throw new RejectedExecutionException("The replica was closed while the call waited");
    }
  }

  /** Interrupts the calls under way, and ends those that wait without making them. */
  @Override
  public void close() {
    closed = true;
    threads.shutdownNow().forEach(Runnable::run);
  }
}
