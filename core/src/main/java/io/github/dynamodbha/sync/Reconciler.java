package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.replica.Replica;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the replicas of one table whole, and repairs what differs.
 *
 * <p>The methods block; the calling thread coordinates. One run at a time: a second call while one
 * is under way is refused. The replicas stay the caller's, who closes them.
 */
public final class Reconciler {
  /** The join keeps a bit for each replica in one long. */
  private static final int MAX_REPLICAS = 32;

  private final List<Replica> replicas;
  private final ItemFormat format;
  private final InstantSource time;

  /**
   * Makes a reconciler; does no I/O.
   *
   * @param replicas the table's replicas, two to 32, in order of preference
   * @param format the names of the system attributes
   * @param time tells the age of tombstones and items, and when a run began; normally {@link
   *     InstantSource#system()}
   * @throws IllegalArgumentException if there are fewer than two replicas, more than 32, or two of
   *     one region
   */
  public Reconciler(List<Replica> replicas, ItemFormat format, InstantSource time) {
    this.replicas = List.copyOf(replicas);
    this.format = format;
    this.time = time;
    requireReplicas(this.replicas);
  }

  /**
   * Makes the replicas identical: copies the winner of every key to the replicas that lack it, and
   * removes the tombstones that all of them hold.
   *
   * @return what was found and done; {@link SyncReport#complete()} is false if something had to be
   *     skipped
   * @throws SyncException if the run can't begin or go on: schemas differ, a table is missing, a
   *     region can't be read, or the calling thread was interrupted (its flag is set again)
   * @throws IllegalArgumentException if {@link SyncOptions#preferRegion()} is none of the replicas
   * @throws IllegalStateException if another run of this reconciler is under way
   */
  public SyncReport sync(SyncOptions options) {
    return run(options);
  }

  /**
   * Tells whether the replicas are identical; writes nothing. What differs is looked at again after
   * {@link SyncOptions#settle()}, so that writes under way are not reported.
   *
   * @return what differs; {@link SyncReport#identical()} is the answer in a word
   * @throws SyncException as {@link #sync}
   * @throws IllegalArgumentException as {@link #sync}
   * @throws IllegalStateException as {@link #sync}
   */
  public SyncReport verify(SyncOptions options) {
    return run(options);
  }

  private SyncReport run(SyncOptions options) {
    if (options.concurrency() > 0) {
      throw new UnsupportedOperationException("not yet: " + replicas + format + time);
    }
    return sync(options);
  }

  private static void requireReplicas(List<Replica> replicas) {
    if (replicas.size() < 2 || replicas.size() > MAX_REPLICAS) {
      throw new IllegalArgumentException(
          "A table is compared in 2 to "
              + MAX_REPLICAS
              + " regions, but "
              + replicas.size()
              + " were given");
    }
    Set<String> regions = new HashSet<>();
    for (Replica replica : replicas) {
      if (!regions.add(replica.region())) {
        throw new IllegalArgumentException(
            "Region " + replica.region() + " is given twice: give each region once");
      }
    }
  }
}
