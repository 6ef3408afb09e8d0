package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.sync.ReplayedTables;
import io.github.dynamodbha.sync.SyncOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /**
   * Arguments: the order of the second replica's pages, the file of a recorded reply, how many
   * items it holds, the number of segments.
   */
  public static void main(String[] arguments) throws IOException {
    JoinOrder order = JoinOrder.valueOf(arguments[0]);
    int items = Integer.parseInt(arguments[2]);
    int segments = Integer.parseInt(arguments[3]);
    RecordedReply reply = new RecordedReply(Files.readAllBytes(Path.of(arguments[1])), items);
    ReplayedTables.Pages pages = ReplayedPages.fromBytes(reply);
    long cpu = ProcessUse.ownNanos();
    long start = System.nanoTime();
    try (ReplayedTables tables =
        new ReplayedTables(
            TableItem.FORMAT,
            (replica, segment) ->
                pages.page(replica, replica == 0 ? segment : (int) order.at(segment, segments)))) {
      EngineBenchmark.requireIdentical(
          tables.verify(segments, SyncOptions.DEFAULT), (long) segments * items);
    }
    Result result =
        new Result(
            System.nanoTime() - start, ProcessUse.ownNanos() - cpu, ProcessUse.peakResidentBytes());
    System.out.println(result.line());
  }
}
