package io.github.dynamodbha.sync;

import io.github.dynamodbha.replica.ReplicaItems;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** One replica in one run: its items, the patience with it, and what it delivered and consumed. */
final class ReplicaRun {
  private final int index;
  private final ReplicaItems items;
  private final PageSource pages;
  private final Patience reads;
  private final Patience writes;
  private final SyncPlan.ReplicaPlan plan;
  private final LongAdder scannedItems = new LongAdder();
  private final LongAdder scannedBytes = new LongAdder();
  private final DoubleAdder readUnits = new DoubleAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();

  ReplicaRun(
      int index,
      ReplicaItems items,
      PageSource pages,
      Patience reads,
      Patience writes,
      SyncPlan.ReplicaPlan plan) {
    this.index = index;
    this.items = items;
    this.pages = pages;
    this.reads = reads;
    this.writes = writes;
    this.plan = plan;
  }

  /** The replica's place in the list that the reconciler was given. */
  int index() {
    return index;
  }

  String region() {
    return items.region();
  }

  ReplicaItems items() {
    return items;
  }

  /** Its scan. */
  PageSource pages() {
    return pages;
  }

  /** For scans and reads; holds their budget. */
  Patience reads() {
    return reads;
  }

  /**
   * For repairs and purges, with their budget: a region may well answer while it can't be written.
   */
  Patience writes() {
    return writes;
  }

  void scanned(long items, long bytes) {
    scannedItems.add(items);
    scannedBytes.add(bytes);
  }

  /** A read consumed so much; told once for each that was answered. */
  void consumedRead(double units) {
    readUnits.add(units);
    reads.consumed(units);
  }

  /**
   * As {@link #consumedRead}, of a page of a scan.
   *
   * @param units as DynamoDB reports them; 0 from an engine that doesn't, so that the budget goes
   *     by the page's size, while the report stays without
   * @param bytes the size of its items
   */
  void consumedScan(double units, long bytes) {
    readUnits.add(units);
    reads.consumed(units > 0 ? units : Math.max(UnitBudget.LEAST_UNITS, Prices.scanUnits(bytes)));
  }

  /** A write consumed so much; told once for each that was carried out. */
  void consumedWrite(double units) {
    writeUnits.add(units);
    writes.consumed(units);
  }

  /**
   * A write was refused by its condition, which consumes units too. DynamoDB doesn't report them:
   * the budget counts what they should be, the report has only what was reported.
   */
  void refusedWrite(double expectedUnits) {
    writes.consumed(expectedUnits);
  }

  /** Read and write units consumed so far. */
  double[] consumed() {
    return new double[] {readUnits.sum(), writeUnits.sum()};
  }

  /** Sets what earlier parts of the run consumed; for use before this part begins. */
  void restoreConsumed(double[] units) {
    readUnits.reset();
    readUnits.add(units[0]);
    writeUnits.reset();
    writeUnits.add(units[1]);
  }

  SyncProgress.ReplicaProgress progress() {
    return new SyncProgress.ReplicaProgress(
        region(),
        scannedItems.sum(),
        scannedBytes.sum(),
        plan.itemCount(),
        plan.sizeBytes(),
        readUnits.sum(),
        writeUnits.sum(),
        Prices.usd(readUnits.sum(), writeUnits.sum()));
  }

  /** What was read and written, and, as found by others, what differs here. */
  ReplicaReport report(KindCounts differing) {
    return new ReplicaReport(
        region(),
        plan.tableName(),
        scannedItems.sum(),
        scannedBytes.sum(),
        plan.itemCount(),
        plan.sizeBytes(),
        readUnits.sum(),
        writeUnits.sum(),
        plan.readUnits(),
        plan.costUsd(),
        Prices.usd(readUnits.sum(), writeUnits.sum()),
        differing);
  }
}
