package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.Call;
import io.github.dynamodbha.cli.chaos.check.Checker;
import io.github.dynamodbha.cli.chaos.check.Finding;
import io.github.dynamodbha.cli.chaos.check.PurgeCheck;
import io.github.dynamodbha.cli.chaos.check.PurgeLimit;
import io.github.dynamodbha.cli.chaos.check.RawItem;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is asked of the tables when all is healed and nobody writes any more: verify finds what
 * differs, sync mends it, the histories fit what is there, verify agrees, and a last sync purges
 * the tombstones and touches nothing else.
 */
final class Judgement {
  /** The machine may be busy; nothing is in its way now. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Testbed testbed;
  private final RawTables raw;
  private final Sabotage sabotage;
  private final Consumer<Finding> findings;

  Judgement(Testbed testbed, RawTables raw, Sabotage sabotage, Consumer<Finding> findings) {
    this.testbed = testbed;
    this.raw = raw;
    this.sabotage = sabotage;
    this.findings = findings;
  }

  /**
   * Judges.
   *
   * @param purged which tombstones may have been purged beside the writers
   */
  void run(List<Call> history, PurgeLimit purged) {
    SyncOptions look = SyncOptions.builder().settle(Duration.ZERO).build();
    try (HighlyAvailableTable table = testbed.table(TIMEOUT).build()) {
      agree("before the sync", table.verify(look));
      complete(table.sync(SyncOptions.builder().tombstoneGrace(RoundPlan.GRACE).build()));
      sabotage.spoil(raw, history);
      Map<String, Map<String, RawItem>> tables = raw.read();
      Checker.check(history, tables, purged).forEach(findings);
      agree("after the sync", table.verify(look));
      String start = Instant.now().toString();
      complete(table.sync(SyncOptions.DEFAULT));
      if (sabotage == Sabotage.NONE) {
        PurgeCheck.check(tables, raw.read(), start).forEach(findings);
      }
    }
  }

  private void agree(String when, SyncReport report) {
    int differing = Checker.differing(raw.read()).size();
    if (report.counts().differing() != differing || !report.complete()) {
      findings.accept(
          new Finding(
              Finding.Kind.DIVERGENT,
              "verify " + when,
              "%d keys differ, but it says: %s".formatted(differing, report.toText())));
    }
  }

  private void complete(SyncReport report) {
    if (!report.complete()) {
      findings.accept(
          new Finding(
              Finding.Kind.UNEXPECTED,
              "sync",
              "is not complete, without any fault: " + report.toText()));
    }
  }
}
