package io.github.dynamodbha.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Reads every replica whole, eventually consistent. Several threads take its segments in an order
 * that spreads them over the table's partitions; those that an earlier run has read are left out.
 */
final class TableScan {
  private final int segments;
  private final SegmentOrder order;
  private final Checkpoint checkpoint;
  private final Supplier<SegmentScan> scans;
  private final AtomicInteger visits = new AtomicInteger();

  /**
   * A scan that has not begun.
   *
   * @param scans makes a reader of segments, one for each thread
   */
  TableScan(int segments, Checkpoint checkpoint, Supplier<SegmentScan> scans) {
    this.segments = segments;
    this.order = new SegmentOrder(segments);
    this.checkpoint = checkpoint;
    this.scans = scans;
  }

  /**
   * The scan as tasks.
   *
   * @param concurrency how many segments are read at once
   */
  List<Workers.Task> tasks(int concurrency) {
    List<Workers.Task> tasks = new ArrayList<>();
    for (int worker = 0; worker < Math.min(concurrency, segments); worker++) {
      tasks.add(this::segments);
    }
    return tasks;
  }

  private void segments() throws InterruptedException {
    SegmentScan scan = scans.get();
    for (int visit = visits.getAndIncrement(); visit < segments; visit = visits.getAndIncrement()) {
      int segment = order.segment(visit);
      if (!checkpoint.isCompleted(segment)) {
        scan.read(segment);
      }
    }
  }
}
