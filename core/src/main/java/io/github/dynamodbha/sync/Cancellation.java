package io.github.dynamodbha.sync;

/**
 * Ends a run from another thread: give it to {@link SyncOptions.Builder#cancellation} and call
 * {@link #cancel()}. The run stops before its next page or key; writes under way end first, so each
 * key is as sound as before or repaired. Serves one run. Thread-safe.
 */
public final class Cancellation {
  private volatile boolean cancelled;

  /** Makes one that has not been used. */
  public Cancellation() {}

  /**
   * Ends the run with a {@link SyncException}; a second call, or one after the run, does nothing.
   */
  public void cancel() {
    cancelled = true;
  }

  /** True once {@link #cancel()} was called. */
  public boolean isCancelled() {
    return cancelled;
  }
}
