package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The lives of one writer, one after the other, each but the last ended by kill -9. One thread. */
final class Lives {
  /** Ends a writer that hangs: none of its calls takes longer than some timeouts. */
  private static final long LIMIT_MILLIS = 60_000;

  private final RoundPlan plan;
  private final Testbed testbed;
  private final int writer;
  private final Tally tally;
  private final Consumer<Finding> findings;

  Lives(RoundPlan plan, Testbed testbed, int writer, Tally tally, Consumer<Finding> findings) {
    this.plan = plan;
    this.testbed = testbed;
    this.writer = writer;
    this.tally = tally;
    this.findings = findings;
  }

  /** Runs until the round's end. */
  void run(long end) throws IOException, InterruptedException {
    for (int life = 0; end - System.nanoTime() > 0; life++) {
      try (ChildProcess child = start(life)) {
        tally.count(Tally.Event.LIVES);
        if (!child.awaitLine(WriterMain.READY, LIMIT_MILLIS)) {
          failed(life, "made no call");
          return;
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        long planned = plan.life(writer, life).toMillis();
        OptionalInt exit = child.await(Math.max(0, Math.min(planned, left)));
        if (exit.isPresent()) {
          failed(life, "returned " + exit.getAsInt() + " before it was told to end");
          return;
        }
        if (planned < left) {
          child.kill();
          tally.count(Tally.Event.WRITERS_KILLED);
        } else {
          stop(child, life);
        }
      }
    }
  }

  private ChildProcess start(int life) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(plan.seed()));
    for (int number : new int[] {plan.round(), writer, life}) {
      arguments.add(Integer.toString(number));
    }
    arguments.addAll(testbed.toArguments());
    return ChildProcess.start(
        WriterMain.class,
        arguments,
        testbed,
        testbed.directory().resolve("w" + writer + ChildProcess.LOG),
        true);
  }

  private void stop(ChildProcess child, int life) throws InterruptedException {
    child.stop();
    OptionalInt exit = child.await(LIMIT_MILLIS);
    if (exit.isEmpty()) {
      failed(life, "does not end");
    } else if (exit.getAsInt() != 0) {
      failed(life, "returned " + exit.getAsInt());
    }
  }

  private void failed(int life, String how) {
    findings.accept(
        new Finding(
            Finding.Kind.UNEXPECTED,
            "writer %d.%d".formatted(writer, life),
            how + ": see w" + writer + ChildProcess.LOG));
  }
}
