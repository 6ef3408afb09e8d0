package io.github.dynamodbha.sync;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what the replicas hold of each key. A key that every replica has shown with the
 * same digest has matched, and is forgotten; what is left in the end is to be looked at again.
 *
 * <p>The order in which items arrive doesn't matter. A key may match wrongly only if two digests of
 * 128 bits collide; it may be left over wrongly (it was written between the scans), which costs a
 * look and nothing more.
 */
interface KeyJoin {
  /** Hears of each key that matched, on the thread that delivered its last copy. */
  @FunctionalInterface
  interface Matches {
    void matched(@Nullable Tombstone tombstone);
  }

  /** Takes an item of a replica, by the replica's index. Thread-safe. */
  void add(int replica, ScannedItem item);

  /** How many keys are held at the moment, which at the end are those that didn't match. */
  long held();

  /** The keys that didn't match. Call it when all replicas have delivered everything. */
  Iterator<Candidate> unmatched();
}
