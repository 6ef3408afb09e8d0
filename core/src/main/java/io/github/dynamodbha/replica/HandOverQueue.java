package io.github.dynamodbha.replica;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A work queue that makes an executor use an idle thread first, start one only if there is none,
 * and let tasks wait only when it may start no more.
 *
 * <p>An executor by itself either starts threads up to its number although others are idle, and
 * then sends each task to the thread that has been idle for longest, whose memory is cold; or it
 * lets no task wait. Here {@link #offer} takes a task only if a thread waits for it, so the
 * executor starts another thread; and where it may not, it hands the task to {@link #whenFull},
 * which lets it wait.
 *
 * <p>Thread-safe.
 */
final class HandOverQueue extends LinkedTransferQueue<Runnable> {
  private static final long serialVersionUID = 1L;

  private final int maxWaiting;

  HandOverQueue(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  @Override
  public boolean offer(Runnable task) {
    return tryTransfer(task);
  }

  /** What the executor does with a task that it has no thread for. */
  RejectedExecutionHandler whenFull() {
    return this::waitForThread;
  }

  private void waitForThread(Runnable task, ThreadPoolExecutor executor) {
    if (executor.isShutdown() || size() >= maxWaiting) {
      throw new RejectedExecutionException(
          executor.isShutdown() ? "The replica is closed" : maxWaiting + " calls wait already");
    }
    put(task);
    // Closed in between: nobody may come for it any more.
    if (executor.isShutdown() && remove(task)) {
      throw new RejectedExecutionException("The replica is closed");
    }
  }
}
