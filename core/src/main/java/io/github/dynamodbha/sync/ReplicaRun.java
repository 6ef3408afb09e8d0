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

  /** For scans and reads. */
  Patience reads() {
    return reads;
  }

  /** For repairs and purges: a region may well answer while it can't be written. */
  Patience writes() {
    return writes;
  }

  void scanned(long items, long bytes) {
    scannedItems.add(items);
    scannedBytes.add(bytes);
  }

  void consumedRead(double units) {
    readUnits.add(units);
  }

  void consumedWrite(double units) {
    writeUnits.add(units);
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
