package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.sync.ReplayedTables;
import io.github.dynamodbha.sync.SyncOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * One {@code verify} of replayed tables with all defaults, in a process of its own; main prints a
 * {@link Result}.
 */
final class MemoryRun {
  private MemoryRun() {}

  /**
   * What it took.
   *
   * @param cpuNanos of the whole process, its start left out
   * @param peakResidentBytes of the whole process; 0 where the system doesn't tell
   */
  record Result(long wallNanos, long cpuNanos, long peakResidentBytes) {
    static Result parse(String line) {
      String[] numbers = line.split(" ");
      return new Result(
          Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    String line() {
      return wallNanos + " " + cpuNanos + " " + peakResidentBytes;
    }
  }

  /** Arguments: the file of a recorded reply, how many items it holds, the number of segments. */
  public static void main(String[] arguments) throws IOException {
    int items = Integer.parseInt(arguments[1]);
    int segments = Integer.parseInt(arguments[2]);
    RecordedReply reply = new RecordedReply(Files.readAllBytes(Path.of(arguments[0])), items);
    long cpu = ProcessCpu.ownNanos();
    long start = System.nanoTime();
    try (ReplayedTables tables =
        new ReplayedTables(TableItem.FORMAT, ReplayedPages.fromBytes(reply))) {
      EngineBenchmark.requireIdentical(
          tables.verify(segments, SyncOptions.DEFAULT), (long) segments * items);
    }
    Result result =
        new Result(System.nanoTime() - start, ProcessCpu.ownNanos() - cpu, peakResidentBytes());
    System.out.println(result.line());
  }

  private static long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    }
  }
}
