package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.sync.ReplicaReport;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What sync and verify consume as more and more items differ, by the units that the regions report,
 * beside the floor: what the same bytes cost if nothing were ever rounded up but the whole table.
 *
 * <p>Keys differ by being stale in the second region. Were they missing there, the floor would be
 * unclear: AWS takes one unit for reading a key that is absent, DynamoDB Local none.
 */
final class UnitsBenchmark implements Part {
  static final String NAME = "units";

  private static final List<Integer> PERCENT_DIFFERING = List.of(0, 1, 50, 100);
  private static final int PERCENT = 100;
  private static final double READ_UNIT_BYTES = 4096;
  private static final double WRITE_UNIT_BYTES = 1024;

  /** Nobody else writes, so there is nothing to wait for. */
  private static final SyncOptions OPTIONS = SyncOptions.builder().settle(Duration.ZERO).build();

  private final SyncSizes sizes;

  UnitsBenchmark(SyncSizes sizes) {
    this.sizes = sizes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(PrintStream out) {
    out.println("### Consumed units beside the floor");
    out.println();
    out.println(
        Report.format(
            "2 x %,d items of %d bytes in local regions; units as they report them.",
            sizes.tableItems(), TableItem.BYTES));
    out.println();
    out.println(
        "| differing | run | read units | floor | read / floor | of the floor, scans |"
            + " write units | floor | time s |");
    out.println("|---:|---|---:|---:|---:|---:|---:|---:|---:|");
    try (LocalRegions regions = LocalRegions.start("us-east-1", "us-west-1");
        SyncTable table = new SyncTable(regions)) {
      table.fill(sizes.tableItems());
      for (int percent : PERCENT_DIFFERING) {
        int differing = (int) ((long) sizes.tableItems() * percent / PERCENT);
        differ(table, differing);
        row(out, percent, "verify", table.reconciler().verify(OPTIONS), differing, 2);
        row(out, percent, "sync", table.reconciler().sync(OPTIONS), differing, 1);
      }
    }
    out.println();
  }

  /** Spreads the keys that differ over the table; all replicas are equal before. */
  private void differ(SyncTable table, int differing) {
    table.put(0, spread(differing), TableItem::newer);
    table.put(1, spread(differing), TableItem::of);
  }

  private IntStream spread(int differing) {
    return IntStream.range(0, differing)
        .map(i -> (int) ((long) i * sizes.tableItems() / differing));
  }

  private static void row(
      PrintStream out, int percent, String run, SyncReport report, int differing, int looks) {
    boolean sync = report.mode() == SyncReport.Mode.SYNC;
    if (report.counts().differing() != differing
        || !report.complete()
        || (sync && report.counts().repaired() != differing)) {
      throw new IllegalStateException(
          differing + " differing keys are reported as " + report.counts() + ": it is void");
    }
    double scans =
        report.replicas().stream()
            .mapToDouble(r -> Math.ceil(r.scannedBytes() / READ_UNIT_BYTES) / 2)
            .sum();
    double looksUnits =
        (double) looks * report.replicas().size() * differing * units(READ_UNIT_BYTES);
    double floor = scans + looksUnits;
    double read = report.replicas().stream().mapToDouble(ReplicaReport::readUnits).sum();
    double written = report.replicas().stream().mapToDouble(ReplicaReport::writeUnits).sum();
    out.println(
        Report.format(
            "| %d %% | %s | %,.1f | %,.1f | %.3f | %,.1f | %,.0f | %,.0f | %.1f |",
            percent,
            run,
            read,
            floor,
            read / floor,
            scans,
            written,
            sync ? differing * units(WRITE_UNIT_BYTES) : 0,
            Duration.between(report.started(), report.ended()).toMillis() / 1e3));
  }

  private static double units(double unitBytes) {
    return Math.ceil(TableItem.BYTES / unitBytes);
  }
}
