package io.github.dynamodbha.sync;

import java.util.HashSet;
import java.util.Set;

/**
 * Ends a run from another thread: give it to {@link SyncOptions.Builder#cancellation} and call
 * {@link #cancel()}.
 *
 * <p>The run stops waiting for whatever it waits for, and throws {@link SyncException}. What it had
 * sent may still take effect; all of it is conditional, so each key is as sound as before or
 * repaired. Serves any number of runs until it is used. Thread-safe.
 */
public final class Cancellation {
  private boolean cancelled;
  private final Set<Thread> running = new HashSet<>();

  /** Makes one that has not been used. */
  public Cancellation() {}

  /** Ends the runs under way, and every later one at once; a second call does nothing. */
  public synchronized void cancel() {
    if (!cancelled) {
      cancelled = true;
      running.forEach(Thread::interrupt);
    }
  }

  /** True once {@link #cancel()} was called. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * The calling thread begins a run.
   *
   * @throws InterruptedException if it was cancelled before
   */
  synchronized void begin() throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException("Cancelled before it began");
    }
    running.add(Thread.currentThread());
  }

  /**
   * The calling thread's run has ended; an interruption that came too late to end it is taken back.
   */
  synchronized void end() {
    if (running.remove(Thread.currentThread()) && cancelled) {
      Thread.interrupted();
    }
  }
}
