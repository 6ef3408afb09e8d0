package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.benchmarks.WholeRuns.Contender;
import io.github.dynamodbha.benchmarks.WholeRuns.Result;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;

/** {@code verify} of equal tables beside a bare parallel scan of them. */
final class VerifyBenchmark implements Part {
  static final String NAME = "verify";

  private static final double GOAL = 1.05;
  private static final SyncOptions OPTIONS = SyncOptions.DEFAULT;

  private final SyncSizes sizes;
  private final long seed;

  VerifyBenchmark(SyncSizes sizes, long seed) {
    this.sizes = sizes;
    this.seed = seed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(PrintStream out) {
    try (LocalRegions regions = LocalRegions.start("us-east-1", "us-west-1");
        SyncTable table = new SyncTable(regions)) {
      table.fill(sizes.tableItems());
      SyncReport first = table.reconciler().verify(OPTIONS);
      try (BareScan scan = new BareScan(table.clients(), first.segments(), OPTIONS.concurrency())) {
        List<Result> results =
            WholeRuns.measure(
                List.of(
                    new Contender("`verify`", () -> verify(table)),
                    new Contender("bare parallel scan", () -> scan(scan))),
                sizes.warmUp(),
                sizes.rounds(),
                new Random(seed));
        print(out, first, results);
      }
    }
  }

  private void verify(SyncTable table) {
    EngineBenchmark.requireIdentical(table.reconciler().verify(OPTIONS), sizes.tableItems());
  }

  private void scan(BareScan scan) {
    long items = scan.run();
    if (items != 2L * sizes.tableItems()) {
      throw new IllegalStateException("the bare scan read " + items + " items: it is void");
    }
  }

  private void print(PrintStream out, SyncReport plan, List<Result> results) {
    Result verify = results.get(0);
    Result scan = results.get(1);
    out.println("### verify beside a bare parallel scan, two local regions");
    out.println();
    out.println(
        Report.format(
            "2 x %,d items of %d bytes, %d segments, %d calls under way in each region; %d rounds.",
            sizes.tableItems(),
            TableItem.BYTES,
            plan.segments(),
            OPTIONS.concurrency(),
            sizes.rounds()));
    out.println();
    out.println("| | wall ms | own CPU ms | servers' CPU ms | servers' share of CPU |");
    out.println("|---|---:|---:|---:|---:|");
    for (Result result : results) {
      out.println(
          Report.format(
              "| %s | %.0f | %.0f | %.0f | %.0f %% |",
              result.name(),
              result.wallNanos() / 1e6,
              result.ownNanos() / 1e6,
              result.serverNanos() / 1e6,
              100 * result.serverNanos() / (result.serverNanos() + result.ownNanos())));
    }
    out.println(
        Report.format(
            "| `verify` / bare scan | %s | %s | %s | |",
            WholeRuns.ratio(verify.wall(), scan.wall(), seed),
            WholeRuns.ratio(verify.own(), scan.own(), seed),
            WholeRuns.ratio(verify.servers(), scan.servers(), seed)));
    out.println();
    double ratio = verify.wallNanos() / scan.wallNanos();
    out.println(
        Report.format(
            "Goal: wall at most %.2f. %.2f: %s.", GOAL, ratio, ratio <= GOAL ? "met" : "missed"));
    out.println();
  }
}
