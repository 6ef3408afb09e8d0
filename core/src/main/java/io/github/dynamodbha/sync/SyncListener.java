package io.github.dynamodbha.sync;

/**
 * Follows a run. Calls come one at a time, from the run's threads, so they should return soon; an
 * exception thrown by a listener stops the run and reaches the caller.
 */
public interface SyncListener {
  /** Hears nothing; the default. */
  SyncListener NONE = new SyncListener() {};

  /** The plan is made; nothing has been scanned yet. Called once. */
  default void onPlan(SyncPlan plan) {}

  /** Something moved on: a page was scanned or a batch of keys looked at. */
  default void onProgress(SyncProgress progress) {}

  /**
   * A key differs: for {@code sync} before it is repaired, for {@code verify} after the second
   * look. Called for every such key, however few samples the report keeps.
   */
  default void onDivergence(Divergence divergence) {}
}
