package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.benchmarks.WholeRuns.Contender;
import io.github.dynamodbha.benchmarks.WholeRuns.Result;
import io.github.dynamodbha.item.DigestedItems;
import io.github.dynamodbha.item.PageDigester;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;

/** Reading alone, on one thread: from a recorded reply to Scan to digests, and no engine behind. */
final class DigestBenchmark implements Part {
  static final String NAME = "digest";

  /** An attribute that every item has, taken for its time to live. */
  private static final Set<String> EVERY_ITEMS = Set.of("quantity");

  private final SyncSizes sizes;
  private final long seed;

  DigestBenchmark(SyncSizes sizes, long seed) {
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
    try (ReplayedPages.FromObjects objects = new ReplayedPages.FromObjects(reply)) {
      List<Result> results =
          WholeRuns.measure(
              List.of(
                  pages("from the reply's bytes", bytes(reply, Set.of())),
                  pages("from the SDK's objects", page -> objects.page(0, page).items()),
                  pages("from bytes, all with time to live", bytes(reply, EVERY_ITEMS))),
              sizes.warmUp(),
              sizes.rounds(),
              new Random(seed));
      print(out, reply, results);
    }
  }

  private static IntFunction<DigestedItems> bytes(RecordedReply reply, Set<String> attributes) {
    PageDigester digester = new PageDigester();
    byte[] page = PageDigester.padded(reply.page(0), reply.length());
    return number -> {
      reply.number(page, number);
      return digester.digest(page, reply.length(), TableItem.FORMAT, attributes).items();
    };
  }

  private Contender pages(String name, IntFunction<DigestedItems> read) {
    return new Contender(
        name,
        () -> {
          for (int page = 0; page < pages(); page++) {
            if (read.apply(page).size() != sizes.pageItems()) {
              throw new IllegalStateException("items are missing: the measurement is void");
            }
          }
        });
  }

  private int pages() {
    return Math.max(1, sizes.engineItems() / sizes.pageItems());
  }

  private void print(PrintStream out, RecordedReply reply, List<Result> results) {
    double items = (double) pages() * sizes.pageItems();
    Series anchor = results.get(1).own();
    out.println("### Digests of a scan's pages, one thread");
    out.println();
    out.println(
        Report.format(
            "%,d items of %d bytes, %d of them in each page of %,d bytes of JSON; %d rounds."
                + " CPU is the whole process's.",
            (long) items, TableItem.BYTES, sizes.pageItems(), reply.length(), sizes.rounds()));
    out.println();
    out.println("| pages | items per s of CPU | CPU ns per item | CPU, this / SDK's objects |");
    out.println("|---|---:|---:|---:|");
    for (Result result : results) {
      out.println(
          Report.format(
              "| %s | %,.0f | %.0f | %s |",
              result.name(),
              items / (result.ownNanos() / 1e9),
              result.ownNanos() / items,
              WholeRuns.ratio(result.own(), anchor, seed)));
    }
    out.println();
  }
}
