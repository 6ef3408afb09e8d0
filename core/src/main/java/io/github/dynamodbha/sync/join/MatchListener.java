package io.github.dynamodbha.sync.join;

/** Hears of each key that matched in a {@link ResidualJoin}. */
@FunctionalInterface
public interface MatchListener {
  /**
   * All replicas have shown one digest of a key. Called on the thread that added the last copy, or,
   * for what was on disk, on the one that finishes the join; from several threads at once.
   *
   * @param flags as they were added
   * @param payload as it was added; the listener's own
   */
  void matched(byte flags, byte[] payload);
}
