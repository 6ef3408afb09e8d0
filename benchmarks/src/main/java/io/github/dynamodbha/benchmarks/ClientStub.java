package io.github.dynamodbha.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@link StubbedGet} by JMH, each client in processes of its own. */
final class ClientStub implements Part {
  static final String NAME = "client-stub";

  private static final String ALLOCATION = "gc.alloc.rate.norm";
  private static final double MEDIAN = 50;

  private final boolean brief;

  /**
   * Makes the part.
   *
   * @param brief true to see only that it works, in this process
   */
  ClientStub(boolean brief) {
    this.brief = brief;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(PrintStream out) {
    out.println("### `getItem` without a network, by JMH");
    out.println();
    out.println("| face | client | p50 us | mean us | bytes |");
    out.println("|---|---|---:|---:|---:|");
    for (RunResult result : results()) {
      BenchmarkParams parameters = result.getParams();
      out.println(
          Report.format(
              "| %s | %s | %.1f | %.1f | %.0f |",
              Boolean.parseBoolean(parameters.getParam("async")) ? "async" : "sync",
              parameters.getParam("who"),
              result.getPrimaryResult().getStatistics().getPercentile(MEDIAN),
              result.getPrimaryResult().getScore(),
              Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION)).getScore()));
    }
    out.println();
  }

  private Collection<RunResult> results() {
    TimeValue time = brief ? TimeValue.milliseconds(20) : TimeValue.seconds(2);
    int iterations = brief ? 1 : 5;
    try {
      return new Runner(
              new OptionsBuilder()
                  .include(StubbedGet.class.getName())
                  .forks(brief ? 0 : 2)
                  .warmupIterations(iterations)
                  .warmupTime(time)
                  .measurementIterations(iterations)
                  .measurementTime(time)
                  .addProfiler(GCProfiler.class)
                  .verbosity(VerboseMode.SILENT)
                  .build())
          .run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH could not run " + StubbedGet.class, e);
    }
  }
}
