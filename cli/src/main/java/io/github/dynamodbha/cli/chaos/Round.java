package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.Call;
import io.github.dynamodbha.cli.chaos.check.Finding;
import io.github.dynamodbha.cli.chaos.check.HistoryReader;
import io.github.dynamodbha.cli.chaos.check.PurgeLimit;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** One round: an empty table, the disaster, the healing, and the judgement of what is left. */
final class Round {
  /** For requests that are still on their way from the gates, though their clients are dead. */
  private static final long SETTLE_MILLIS = 1_000;

  private final RoundPlan plan;
  private final LocalRegions regions;
  private final int writers;
  private final Testbed testbed;
  private final Tally tally;
  private final Sabotage sabotage;
  private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());

  Round(
      RoundPlan plan,
      LocalRegions regions,
      int writers,
      Path directory,
      Tally tally,
      Sabotage sabotage) {
    this.plan = plan;
    this.regions = regions;
    this.writers = writers;
    this.testbed =
        new Testbed(
            directory,
            LocalRegions.freshAccessKey(),
            regions.regions().stream()
                .map(region -> new Endpoint(region.name(), region.endpoint()))
                .toList());
    this.tally = tally;
    this.sabotage = sabotage;
  }

  /** Runs it, and returns what should not be so. */
  List<Finding> run() throws IOException, InterruptedException {
    Timeline timeline = new Timeline(new Tickets(testbed.tickets()), Instant::now);
    try (RawTables raw = new RawTables(regions.regions(), testbed.credentials())) {
      raw.create();
      play(timeline);
    }
    PurgeLimit purged = RoundPlan.purges(plan.round()) ? purged(timeline) : PurgeLimit.NONE;
    // A region that was killed may answer at another place now.
    try (RawTables raw = new RawTables(regions.regions(), testbed.credentials())) {
      List<Call> history = history();
      new Judgement(testbed, raw, sabotage, findings::add).run(history, purged);
      raw.drop();
      tally.count(Tally.Event.ROUNDS);
      tally.add(history, findings);
    }
    return List.copyOf(findings);
  }

  /** What may have been purged until now. */
  private PurgeLimit purged(Timeline timeline) {
    Instant youngest = Instant.now().minus(plan.grace());
    return new PurgeLimit(
        youngest.toString(), timeline.ticketAt(youngest.plus(Skew.LARGEST_MODERATE)));
  }

  private void play(Timeline timeline) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + plan.length().toNanos();
    // Before anything happens, so that no call lacks a mark before it.
    timeline.mark();
    try (Background threads = new Background()) {
      List<LocalRegion> all = regions.regions();
      for (int i = 0; i < all.size(); i++) {
        Disaster disaster = new Disaster(all.get(i), plan.faults(i), tally);
        threads.start("disaster-" + all.get(i).name(), () -> disaster.run(start));
      }
      for (int i = 0; i < writers; i++) {
        Lives lives = new Lives(plan, testbed, i, tally, findings::add);
        threads.start("writer-" + i, () -> lives.run(end));
      }
      Syncs syncs = new Syncs(plan, testbed, all, tally, findings::add);
      threads.start("syncs", () -> syncs.run(end));
      threads.start("timeline", () -> timeline.run(end));
      threads.join();
    }
    regions.heal();
    Thread.sleep(SETTLE_MILLIS);
  }

  private List<Call> history() throws IOException {
    List<Call> calls = new ArrayList<>();
    try (Stream<Path> files = Files.list(testbed.directory())) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(ChildProcess.HISTORY)) {
          calls.addAll(HistoryReader.read(file));
        }
      }
    }
    return calls;
  }
}
