package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.Finding;
import io.github.dynamodbha.local.LocalRegion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Sync after sync, some of them killed at a moment soon after their first page; each goes on from
 * the checkpoint that the one before left. One thread.
 */
final class Syncs {
  private static final long LIMIT_MILLIS = 120_000;
  private static final long LOOK_MILLIS = 2;

  private final RoundPlan plan;
  private final Testbed testbed;
  private final List<LocalRegion> regions;
  private final Tally tally;
  private final Consumer<Finding> findings;

  Syncs(
      RoundPlan plan,
      Testbed testbed,
      List<LocalRegion> regions,
      Tally tally,
      Consumer<Finding> findings) {
    this.plan = plan;
    this.testbed = testbed;
    this.regions = regions;
    this.tally = tally;
    this.findings = findings;
  }

  /** Runs until the round's end, and lets the last one end. */
  void run(long end) throws IOException, InterruptedException {
    Path log = testbed.directory().resolve("sync" + ChildProcess.LOG);
    List<String> arguments = new ArrayList<>();
    arguments.add(testbed.directory().resolve("sync.checkpoint").toString());
    arguments.add(plan.grace().toString());
    arguments.addAll(testbed.toArguments());
    long deletions = requests("DeleteItem");
    for (int n = 0; end - System.nanoTime() > 0; n++) {
      long pages = pages();
      try (ChildProcess child =
          ChildProcess.start(SyncMain.class, arguments, testbed, log, false)) {
        tally.count(Tally.Event.SYNCS);
        long life = plan.syncLife(n).toMillis();
        boolean killed = life > 0 && killed(child, pages, life);
        verdict(n, killed ? OptionalInt.of(ChildProcess.KILLED) : child.await(LIMIT_MILLIS));
      }
    }
    // Writers' deletions are tombstones: nobody else removes an item.
    tally.count(Tally.Event.PURGES, requests("DeleteItem") - deletions);
  }

  /** Kills it some time after its first page; false if it ended before. */
  private boolean killed(ChildProcess child, long pages, long life) throws InterruptedException {
    while (pages() == pages) {
      if (child.await(LOOK_MILLIS).isPresent()) {
        return false;
      }
    }
    if (child.await(life).isPresent()) {
      return false;
    }
    child.kill();
    return true;
  }

  /** Nobody else scans. */
  private long pages() {
    return requests("Scan");
  }

  private long requests(String operation) {
    return regions.stream().mapToLong(region -> region.requests(operation)).sum();
  }

  private void verdict(int n, OptionalInt exit) {
    switch (exit.orElse(StandardInput.HUNG)) {
      case 0 -> tally.count(Tally.Event.SYNCS_COMPLETED);
      case ChildProcess.KILLED -> tally.count(Tally.Event.SYNCS_KILLED);
      case SyncMain.INCOMPLETE -> tally.count(Tally.Event.SYNCS_FAILED);
      default ->
          findings.accept(
              new Finding(
                  Finding.Kind.UNEXPECTED,
                  "sync " + n,
                  (exit.isEmpty() ? "does not end" : "returned " + exit.getAsInt())
                      + ": see sync"
                      + ChildProcess.LOG));
    }
  }
}
