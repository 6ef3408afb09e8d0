package io.github.dynamodbha.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The join of a sync, over synthetic tables that are far larger than its memory. */
final class JoinBenchmark implements Part {
  /** Of each join's process: twice the memory budget, which is the default. */
  static final int HEAP_MEBIBYTES = 512;

  private final long items;
  private final int workers = Runtime.getRuntime().availableProcessors();

  private final long seed;

  JoinBenchmark(SyncSizes sizes, long seed) {
    this.items = sizes.memoryItems();
    this.seed = seed;
  }

  @Override
  public String name() {
    return "join";
  }

  @Override
  public void run(PrintStream out) {
    new Report(out, seed).join(workers, results());
  }

  /** Runs each order in a process of its own. */
  private Map<JoinOrder, JoinResult> results() {
    Map<JoinOrder, JoinResult> results = new LinkedHashMap<>();
    for (JoinOrder order : JoinOrder.values()) {
      results.put(order, run(order));
    }
    return results;
  }

  private JoinResult run(JoinOrder order) {
    try {
      Path directory = Files.createTempDirectory("join-benchmark");
      try {
        return JoinResult.parse(
            ChildProcess.run(
                HEAP_MEBIBYTES,
                JoinRun.class,
                order.name(),
                Long.toString(items),
                directory.toString(),
                Integer.toString(workers)));
      } finally {
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
