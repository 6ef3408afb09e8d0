package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.benchmarks.WholeRuns.Contender;
import io.github.dynamodbha.benchmarks.WholeRuns.Result;
import io.github.dynamodbha.sync.ReplayedTables;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;

/** The engine itself, on one thread, over replayed pages: no server, no socket. */
final class EngineBenchmark implements Part {
  static final String NAME = "engine";

  /** Items of 250 bytes per second and core. */
  private static final double GOAL = 1e6;

  private static final SyncOptions ONE_THREAD = SyncOptions.builder().concurrency(1).build();

  private final SyncSizes sizes;
  private final long seed;

  EngineBenchmark(SyncSizes sizes, long seed) {
    this.sizes = sizes;
    this.seed = seed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(PrintStream out) {
    RecordedReply reply = ReplyRecorder.record(sizes.pageItems());
    try (ReplayedPages.FromObjects objects = new ReplayedPages.FromObjects(reply);
        ReplayedTables bytesTables = tables(ReplayedPages.fromBytes(reply));
        ReplayedTables objectTables = tables(objects);
        ReplayedTables digestedTables = tables(ReplayedPages.digestedBefore(reply))) {
      List<Result> results =
          WholeRuns.measure(
              List.of(
                  new Contender("from the reply's bytes", () -> verify(bytesTables)),
                  new Contender("from the SDK's objects", () -> verify(objectTables)),
                  new Contender("pages digested before", () -> verify(digestedTables))),
              sizes.warmUp(),
              sizes.rounds(),
              new Random(seed));
      print(out, reply, results);
    }
  }

  private static ReplayedTables tables(ReplayedTables.Pages pages) {
    return new ReplayedTables(TableItem.FORMAT, pages);
  }

  private int segments() {
    return Math.max(1, sizes.engineItems() / sizes.pageItems());
  }

  private void verify(ReplayedTables tables) {
    requireIdentical(tables.verify(segments(), ONE_THREAD), (long) segments() * sizes.pageItems());
  }

  /** A run that compared something else measured something else. */
  static void requireIdentical(SyncReport report, long keys) {
    if (!report.identical() || report.counts().inSync() != keys) {
      throw new IllegalStateException(
          keys
              + " identical keys are reported as "
              + report.counts()
              + ": the measurement is void");
    }
  }

  private void print(PrintStream out, RecordedReply reply, List<Result> results) {
    double items = 2.0 * segments() * sizes.pageItems();
    Series anchor = results.get(1).own();
    out.println("### The engine over replayed pages, one thread");
    out.println();
    out.println(
        Report.format(
            "2 x %,d items of %d bytes, %d of them in each page of %,d bytes of JSON; %d rounds."
                + " CPU is the whole process's.",
            segments() * sizes.pageItems(),
            TableItem.BYTES,
            sizes.pageItems(),
            reply.length(),
            sizes.rounds()));
    out.println();
    out.println(
        "| pages | items per s of CPU | items per s, wall | CPU ns per item |"
            + " CPU, this / SDK's objects |");
    out.println("|---|---:|---:|---:|---:|");
    for (Result result : results) {
      out.println(
          Report.format(
              "| %s | %,.0f | %,.0f | %.0f | %s |",
              result.name(),
              items / (result.ownNanos() / 1e9),
              items / (result.wallNanos() / 1e9),
              result.ownNanos() / items,
              WholeRuns.ratio(result.own(), anchor, seed)));
    }
    out.println();
    double perSecond = items / (results.get(0).ownNanos() / 1e9);
    out.println(
        Report.format(
            "Goal: %,.0f items per s and core. %,.0f: %s.",
            GOAL, perSecond, perSecond >= GOAL ? "met" : "missed"));
    out.println();
  }
}
