package io.github.dynamodbha.replica;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads for what comes due: the end of a call, after which its caller's own code goes on,
 * or a second request. The JDK has one timer thread for the whole JVM; whatever holds that up holds
 * up every other deadline.
 */
final class TimerThreads implements Executor {
  /** So many callers may block what follows their calls before the next must wait. */
  private static final int MAX_THREADS = 256;

  private static final long IDLE_THREAD_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  TimerThreads() {
    HandOverQueue queue = new HandOverQueue(RegionPool.MAX_WAITING_CALLS);
    threads =
        new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            queue,
            new RegionThreads("timer"),
            queue.whenFull());
  }

  @Override
  public void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException full) {
      // Late is better than never.
      task.run();
    }
  }
}
