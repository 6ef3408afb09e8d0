package io.github.dynamodbha.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Runs the benchmarks and prints their results as Markdown; {@code benchmarks/bin/run} starts it.
 */
public final class Benchmarks {
  private static final int USAGE_ERROR = 2;

  private Benchmarks() {}

  /** Runs; progress goes to standard error. */
  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException malformed) {
      System.err.println(malformed.getMessage());
      System.err.print(Options.USAGE);
      System.exit(USAGE_ERROR);
      return;
    }
    String command = String.join(" ", "benchmarks/bin/run", String.join(" ", arguments)).strip();
    run(options, command, new PrintStream(System.out, true, StandardCharsets.UTF_8), System.err);
  }

  static void run(Options options, String command, PrintStream out, PrintStream progress) {
    Report report = new Report(out, options.seed());
    report.head(command + " (seed " + options.seed() + ", " + options.calls() + " calls)");
    if (options.runsCalls()) {
      runCalls(options, report, progress);
    }
    for (Part part : ClientParts.of(options.warmUp(), options.calls(), options.seed())) {
      if (options.runs(part.name())) {
        progress.println(part.name() + "...");
        part.run(out);
        out.println("Load average after it: " + Machine.load());
        out.println();
      }
    }
    for (Part part : SyncParts.of(options.sync(), options.seed())) {
      if (options.runs(part.name())) {
        progress.println(part.name() + "...");
        part.run(out);
        out.println("Load average after it: " + Machine.load());
        out.println();
      }
    }
  }

  private static void runCalls(Options options, Report report, PrintStream progress) {
    try (Testbed testbed = Testbed.start()) {
      try (Comparisons comparisons = new Comparisons(testbed)) {
        for (String name : Comparisons.names()) {
          if (options.runs(name)) {
            progress.println(name + "...");
            Comparison comparison = comparisons.named(name);
            report.comparison(
                comparison,
                comparison.run(options.warmUp(), options.calls(), new Random(options.seed())));
          }
        }
      }
      if (options.runs(BlackHole.NAME)) {
        progress.println(BlackHole.NAME + "...");
        report.blackHole(options, new BlackHole(testbed, options).run());
      }
    }
  }
}
