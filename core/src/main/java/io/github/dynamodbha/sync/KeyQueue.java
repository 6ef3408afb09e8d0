package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ContentDigest;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.sync.join.Candidates;
import io.github.dynamodbha.sync.join.ResidualJoin;
import io.github.dynamodbha.sync.join.SpillDirectory;

/**
 * Keys that wait for a later step: taken in any order, handed out in the order of their hashes, and
 * kept on disk beyond a budget. It is a join that can't match, since of its two sides only one ever
 * shows a key. Thread-safe until it is finished.
 */
final class KeyQueue implements AutoCloseable {
  private static final int SIDES = 2;
  private static final int ONE_SIDE = 1;

  private final ResidualJoin keys;

  KeyQueue(long memoryBytes, SpillDirectory directory) {
    keys = new ResidualJoin(SIDES, memoryBytes, directory, (flags, payload) -> {});
  }

  void add(ItemKey key, byte flags, int segment, byte[] payload) {
    ContentDigest hash = key.digest();
    keys.add(
        hash.high(), hash.low(), 0, 0, ONE_SIDE, false, flags, segment, payload, 0, payload.length);
  }

  /** No more will come. */
  void finish() {
    keys.finish();
  }

  /** How many there are. */
  long size() {
    return keys.size();
  }

  /** All of them, in the order of their hashes. */
  Candidates keys() {
    return keys.candidates();
  }

  @Override
  public void close() {
    keys.close();
  }
}
