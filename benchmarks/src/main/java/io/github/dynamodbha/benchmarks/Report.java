package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.benchmarks.Comparison.Result;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Prints results as Markdown. */
final class Report {
  private static final double MEDIAN = 0.5;
  private static final double TAIL = 0.99;

  private final PrintStream out;
  private final long seed;

  Report(PrintStream out, long seed) {
    this.out = out;
    this.seed = seed;
  }

  void head(String command) {
    Machine.lines(command).forEach(out::println);
    out.println();
  }

  void comparison(Comparison comparison, List<Result> results) {
    Result subject = results.get(0);
    out.println("### " + comparison.title());
    out.println();
    out.println("| | p50 ms | p99 ms | subject / this, p50 | p99 | CPU µs | allocated KiB |");
    out.println("|---|---:|---:|---:|---:|---:|---:|");
    for (Result result : results) {
      if (result.contender().legs()) {
        row(result, result.slowestLeg(), ": the slower", subject);
        row(result, result.wall(), ": both, by hand", subject);
      } else {
        row(result, result.wall(), "", subject);
      }
    }
    out.println();
    if (comparison.goal() > 0) {
      goal(comparison.goal(), subject.wall(), results.get(1).slowestLeg());
    }
  }

  private void row(Result result, Series series, String view, Result subject) {
    boolean itself = result.equals(subject);
    print(
        "| %s | %.3f | %.3f | %s | %s | %.0f | %.1f |",
        result.contender().name() + view,
        series.quantileNanos(MEDIAN) / 1e6,
        series.quantileNanos(TAIL) / 1e6,
        itself ? "" : ratio(subject.wall(), series, MEDIAN),
        itself ? "" : ratio(subject.wall(), series, TAIL),
        result.perCall().cpuNanos() / 1e3,
        result.perCall().bytes() / 1024.0);
  }

  private void goal(double goal, Series subject, Series anchor) {
    double p50 = subject.quantileNanos(MEDIAN) / anchor.quantileNanos(MEDIAN);
    double p99 = subject.quantileNanos(TAIL) / anchor.quantileNanos(TAIL);
    print(
        "Goal: at most %.2f. p50 %.2f: %s; p99 %.2f: %s.",
        goal, p50, p50 <= goal ? "met" : "missed", p99, p99 <= goal ? "met" : "missed");
    out.println();
  }

  private String ratio(Series subject, Series anchor, double share) {
    Series.Ratio ratio = subject.ratio(anchor, share, new Random(seed));
    return format("%.2f (%.2f to %.2f)", ratio.value(), ratio.low(), ratio.high());
  }

  void blackHole(Options options, List<BlackHole.Result> results) {
    out.println("### One region black-holed under a warm table");
    out.println();
    print(
        "Timeout %d ms, %d calls, one after another with %d ms between.",
        options.timeout().toMillis(),
        options.blackHoleCalls(),
        options.blackHolePause().toMillis());
    out.println();
    out.println("| call | dark region | errors | first ms | last ms | slowest but the first, ms |");
    out.println("|---|---|---:|---:|---:|---:|");
    for (BlackHole.Result result : results) {
      print(
          "| %s | %s | %d | %.1f | %.1f | %.1f |",
          result.call(),
          result.region(),
          result.errors(),
          result.first() / 1e6,
          result.last() / 1e6,
          result.greatestAfterFirst() / 1e6);
    }
    out.println();
  }

  void join(int workers, Map<JoinOrder, JoinResult> results) {
    out.println("### Join of two synthetic tables");
    out.println();
    print(
        "%d workers, heap %d MiB, memory budget 256 MiB, payload 20 bytes; each row in a process of"
            + " its own.",
        workers, JoinBenchmark.HEAP_MEBIBYTES);
    out.println();
    out.println(
        "| second table's order | copies | scan s | finish s | copies/s | CPU s | of this, making up the"
            + " copies, s of one thread | peak RSS MiB | peak held by level 2 MiB | spilled MiB |"
            + " candidates |");
    out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    results.forEach(
        (order, result) ->
            print(
                "| %s | %,d | %.1f | %.1f | %,.0f | %.1f | %.1f | %d | %d | %d | %d |",
                order.title(),
                result.copies(),
                result.scanNanos() / 1e9,
                result.finishNanos() / 1e9,
                result.copiesPerSecond(),
                result.cpuNanos() / 1e9,
                result.generateNanos() / 1e9,
                result.peakResidentBytes() >> 20,
                result.peakHeldBytes() >> 20,
                result.spilledBytes() >> 20,
                result.candidates()));
    out.println();
  }

  private void print(String format, Object... values) {
    out.println(format(format, values));
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
