package io.github.dynamodbha.sync;

import java.util.List;

/**
 * Where a run stands.
 *
 * @param phase what it is doing
 * @param replicas how far each replica's scan is, in the order given
 * @param candidates keys that the scan showed to differ or to be tombstones, to be looked at again;
 *     0 until the scan has ended
 * @param confirmed how many of these have been dealt with
 * @param counts what was found and done so far
 */
public record SyncProgress(
    Phase phase,
    List<ReplicaProgress> replicas,
    long candidates,
    long confirmed,
    SyncCounts counts) {

  /** Copies the list. */
  public SyncProgress {
    replicas = List.copyOf(replicas);
  }

  /** What a run does, in this order. */
  public enum Phase {
    /** Every table is read whole and compared. */
    SCAN,
    /** What differs is read again, strongly consistent, and repaired; tombstones are purged. */
    REPAIR,
    /** As {@link #REPAIR}, without writing: in {@code verify} and dry runs. */
    CONFIRM,
    /** {@code verify} waits before its second look. */
    SETTLE,
    /** All is done. */
    DONE
  }

  /**
   * How far one replica's scan is.
   *
   * @param region the region's name
   * @param scannedItems items read so far
   * @param scannedBytes their size, as DynamoDB counts it
   * @param estimatedItems items that DescribeTable told of; may lag by hours
   * @param estimatedBytes the size that DescribeTable told of
   * @param readUnits read units consumed so far
   * @param writeUnits write units consumed so far
   * @param costUsd what these units cost at the on-demand list price, {@link
   *     SyncReport#PRICE_SOURCE}
   */
  public record ReplicaProgress(
      String region,
      long scannedItems,
      long scannedBytes,
      long estimatedItems,
      long estimatedBytes,
      double readUnits,
      double writeUnits,
      double costUsd) {}
}
