package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.benchmarks.WholeRuns.Contender;
import io.github.dynamodbha.benchmarks.WholeRuns.Result;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.sync.ReplayedTables;
import io.github.dynamodbha.sync.SyncOptions;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The time for each item as tables grow. Each round of each size compares about as many items in
 * all, small tables so many times more often.
 */
final class GrowthBenchmark implements Part {
  static final String NAME = "growth";

  private static final double GOAL = 1.2;

  private final SyncSizes sizes;
  private final long seed;

  GrowthBenchmark(SyncSizes sizes, long seed) {
    this.sizes = sizes;
    this.seed = seed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(PrintStream out) {
    out.println("### Time per item as tables grow");
    out.println();
    out.println("| tables | items in each | wall ns per item | own CPU ns per item |");
    out.println("|---|---:|---:|---:|");
    replayed(out);
    local(out);
    out.println();
  }

  private void replayed(PrintStream out) {
    RecordedReply reply = ReplyRecorder.record(sizes.pageItems());
    List<Size> measured = new ArrayList<>();
    try (ReplayedTables tables =
        new ReplayedTables(TableItem.FORMAT, ReplayedPages.fromBytes(reply))) {
      for (int items : sizes.growth()) {
        int segments = (items + sizes.pageItems() - 1) / sizes.pageItems();
        int keys = segments * sizes.pageItems();
        measured.add(
            new Size(
                keys,
                () ->
                    EngineBenchmark.requireIdentical(
                        tables.verify(segments, SyncOptions.DEFAULT), keys)));
      }
      measure("replayed pages", measured, out);
    }
  }

  private void local(PrintStream out) {
    List<Size> measured = new ArrayList<>();
    List<SyncTable> tables = new ArrayList<>();
    try (LocalRegions regions = LocalRegions.start("us-east-1", "us-west-1")) {
      for (int items : sizes.localGrowth()) {
        SyncTable table = new SyncTable(regions);
        tables.add(table);
        table.fill(items);
        measured.add(
            new Size(
                items,
                () ->
                    EngineBenchmark.requireIdentical(
                        table.reconciler().verify(SyncOptions.DEFAULT), items)));
      }
      measure("local regions", measured, out);
    } finally {
      tables.forEach(SyncTable::close);
    }
  }

  /** How a table of so many items is compared once. */
  private record Size(int items, Runnable verify) {}

  private void measure(String tables, List<Size> measured, PrintStream out) {
    int largest = measured.get(measured.size() - 1).items();
    List<Contender> contenders = new ArrayList<>();
    for (Size size : measured) {
      int times = Math.max(1, largest / size.items());
      contenders.add(
          new Contender(
              tables,
              () -> {
                for (int i = 0; i < times; i++) {
                  size.verify().run();
                }
              }));
    }
    List<Result> results =
        WholeRuns.measure(contenders, sizes.warmUp(), sizes.rounds(), new Random(seed));
    List<Double> cpu = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Size size = measured.get(i);
      double items = 2.0 * size.items() * Math.max(1, largest / size.items());
      wall.add(results.get(i).wallNanos() / items);
      cpu.add(results.get(i).ownNanos() / items);
      out.println(
          Report.format(
              "| %s | %,d | %.0f | %.0f |", tables, size.items(), wall.get(i), cpu.get(i)));
    }
    out.println(
        Report.format(
            "| %s: dearest / cheapest, goal %.2f | | %.2f | %.2f |",
            tables, GOAL, spread(wall), spread(cpu)));
  }

  private static double spread(List<Double> values) {
    return values.stream().mapToDouble(v -> v).max().orElse(0)
        / values.stream().mapToDouble(v -> v).min().orElse(0);
  }
}
