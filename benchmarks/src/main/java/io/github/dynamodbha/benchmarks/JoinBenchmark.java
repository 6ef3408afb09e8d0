package io.github.dynamodbha.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
      try {
        results.put(order, run(order));
      } catch (IOException e) {
        throw new IllegalStateException("The join in " + order.title() + " order can't be run", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted", e);
      }
    }
    return results;
  }

  private JoinResult run(JoinOrder order) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("join-benchmark");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                JoinRun.class.getName(),
                order.name(),
                Long.toString(items),
                directory.toString(),
                Integer.toString(workers))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      int code = process.waitFor();
      if (code != 0 || line == null) {
        throw new IOException("its process ended with " + code);
      }
      return JoinResult.parse(line);
    } finally {
      process.destroy();
      Files.deleteIfExists(directory);
    }
  }
}
