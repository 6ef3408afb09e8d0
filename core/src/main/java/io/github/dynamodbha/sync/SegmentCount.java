package io.github.dynamodbha.sync;

import java.util.List;

/** Into how many segments the tables are divided for their scan. */
final class SegmentCount {
  /** DynamoDB's limit; source: TotalSegments of Scan in the Amazon DynamoDB API Reference. */
  static final int MAX = 1_000_000;

  /**
   * About one page of a scan: what a failed page or a killed run has to read again is small, all
   * threads end at the same time, and engines that skip their way to a page, as DynamoDB Local
   * does, skip little. A segment that holds nothing costs half a unit, against the 128 of a full
   * one, so that even an empty replica of a large table adds less than half a percent.
   */
  private static final long SEGMENT_BYTES = 1 << 20;

  private SegmentCount() {}

  /** One number for all replicas, so that their scans move through the same keys. */
  static int of(List<SyncPlan.ReplicaPlan> replicas, SyncOptions options) {
    long largest = replicas.stream().mapToLong(SyncPlan.ReplicaPlan::sizeBytes).max().orElse(0);
    // Rounded up, and so never more than one segment beyond the pages that there are.
    long pages = (largest + SEGMENT_BYTES - 1) / SEGMENT_BYTES;
    // A size of 0 is often a new table's, which may be large: all threads get a part of it.
    boolean unknown = replicas.stream().anyMatch(replica -> replica.sizeBytes() == 0);
    long least = unknown ? Math.min(options.concurrency(), startedInASecond(options.limits())) : 1;
    return (int) Math.max(least, Math.min(MAX, pages));
  }

  /** More calls than the budget lets start would wait, each for the half unit of a tiny segment. */
  private static long startedInASecond(SyncLimits limits) {
    return (long) Math.max(1, limits.maxReadUnits() / UnitBudget.LEAST_UNITS);
  }
}
