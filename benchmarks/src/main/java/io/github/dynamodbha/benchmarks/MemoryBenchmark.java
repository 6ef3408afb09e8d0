package io.github.dynamodbha.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory of a whole process that compares tables far larger than its heap. */
final class MemoryBenchmark implements Part {
  static final String NAME = "memory";

  private static final int HEAP_MEBIBYTES = 512;

  /** As tables usually come, and so that most of it has to go to disk. */
  private static final List<JoinOrder> ORDERS = List.of(JoinOrder.SAME, JoinOrder.REVERSED);

  private final SyncSizes sizes;

  MemoryBenchmark(SyncSizes sizes) {
    this.sizes = sizes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(PrintStream out) {
    RecordedReply reply = ReplyRecorder.record(sizes.pageItems());
    int segments = Math.max(1, sizes.memoryItems() / sizes.pageItems());
    long items = (long) segments * sizes.pageItems();
    out.println("### The whole engine in a heap of " + HEAP_MEBIBYTES + " MiB");
    out.println();
    out.println(
        "| items in each table | order of the second's pages | passed | wall s | CPU s |"
            + " items per s of CPU | peak RSS MiB |");
    out.println("|---:|---|---|---:|---:|---:|---:|");
    for (JoinOrder order : ORDERS) {
      MemoryRun.Result result = run(order, reply, segments);
      out.println(
          Report.format(
              "| %,d | %s | yes | %.1f | %.1f | %,.0f | %d |",
              items,
              order.title(),
              result.wallNanos() / 1e9,
              result.cpuNanos() / 1e9,
              2 * items / (result.cpuNanos() / 1e9),
              result.peakResidentBytes() >> 20));
    }
    out.println();
  }

  private static MemoryRun.Result run(JoinOrder order, RecordedReply reply, int segments) {
    try {
      Path file = Files.createTempFile("recorded-reply", ".json");
      try {
        Files.write(file, reply.page(0));
        return MemoryRun.Result.parse(
            ChildProcess.run(
                HEAP_MEBIBYTES,
                MemoryRun.class,
                order.name(),
                file.toString(),
                Integer.toString(reply.items()),
                Integer.toString(segments)));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
