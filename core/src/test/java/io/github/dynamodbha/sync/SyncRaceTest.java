package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestItems.unversioned;
import static io.github.dynamodbha.sync.TestTable.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes that land at the worst moment: after sync has read a key and before it writes it. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncRaceTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";
  private static final String NEWEST = "2026-11-22T10:46:23";

  private final LocalRegions regions;

  SyncRaceTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void repair_whenTheLoserGetsANewerWrite_thenItSurvivesAndIsCarriedOver() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "new"));
      table.put(1, live("mars", OLD, "old"));
      SyncReport report = syncAnd(table, () -> table.put(1, live("mars", NEWEST, "newest")));
      table.assertAllHold(live("mars", NEWEST, "newest"));
      assertThat(report.counts().repaired()).isEqualTo(1);
      assertThat(report.counts().stale()).isEqualTo(1);
    }
  }

  @Test
  void repair_whenANewerWriteReachesAllReplicas_thenIsCountedAsChangedDuringTheRun() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "new"));
      SyncReport report = syncAnd(table, () -> table.putEverywhere(live("mars", NEWEST, "x")));
      table.assertAllHold(live("mars", NEWEST, "x"));
      assertThat(report.counts().repaired()).isZero();
      assertThat(report.counts().changedDuringRun()).isEqualTo(1);
      assertThat(report.complete()).isTrue();
    }
  }

  @Test
  void repair_whenTheItemChangesUnderEveryTry_thenIsSkippedAndSaysSo() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", OLD, "one"));
      table.put(1, live("mars", OLD, "other"));
      AtomicInteger writes = new AtomicInteger();
      // Each repair is on condition of the losing copy as it was read.
      for (int region = 0; region < 2; region++) {
        int loser = region;
        regions
            .region(table.region(region))
            .inject(
                Fault.latency(Duration.ZERO)
                    .onOperation("PutItem")
                    .onHit(
                        () -> table.put(loser, live("mars", OLD, "x" + writes.incrementAndGet()))));
      }
      SyncReport report = table.sync();

      assertThat(report.complete()).isFalse();
      assertThat(report.counts().repaired()).isZero();
      assertThat(report.skipped())
          .isNotEmpty()
          .allSatisfy(skipped -> assertThat(skipped.reason()).contains("it changed each time"));
    } finally {
      regions.heal();
    }
  }

  @Test
  void repair_whenItHadToWaitForLong_thenItLooksAgainBeforeItWrites() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "new"));
      regions.region(table.region(1)).inject(Fault.throttle().onOperation("PutItem").times(3 * 30));
      // While the repair is throttled, the item is deleted and its tombstone purged by others.
      table.onSleep(
          duration -> {
            if (table.sleeps().stream().mapToLong(Duration::toMillis).sum()
                > Repair.MAX_LOOK_AGE.toMillis()) {
              table.client(0).deleteItem(d -> d.tableName(NAME).key(Map.of("id", s("mars"))));
            }
          });
      SyncReport report = table.sync();

      table.assertAllHold();
      assertThat(report.counts().repaired()).isZero();
      assertThat(report.counts().changedDuringRun()).isEqualTo(1);
    } finally {
      regions.heal();
    }
  }

  @Test
  void repair_whenTheLoserOfEqualVersionsChanges_thenTheChangeSurvives() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, tombstone("mars", NEW));
      table.put(1, live("mars", NEW, "red"));
      SyncReport report = syncAnd(table, () -> table.put(1, live("mars", NEWEST, "newest")));
      table.assertAllHold(live("mars", NEWEST, "newest"));
      assertThat(report.counts().conflicting()).isEqualTo(1);
      assertThat(report.counts().purged()).isZero();
    }
  }

  @Test
  void repair_whenAWriteOfTheSameSecondComesBetween_thenBothSidesStillSettle() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "new"));
      table.put(1, live("mars", OLD, "old"));
      // An old-format writer, in the same second as the winner: the same stamp, another item.
      SyncReport report = syncAnd(table, () -> table.put(1, live("mars", NEW, "other")));
      assertThat(report.counts().repaired()).isEqualTo(1);
      assertThat(table.raw(0)).isEqualTo(table.raw(1)).hasSize(1);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  @Test
  void repair_whenAnItemAppearsWhereItWasAbsent_thenAnUnversionedCopyDoesNotReplaceIt() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, unversioned("mars", "red"));
      SyncReport report = syncAnd(table, () -> table.put(1, unversioned("mars", "rusty")));
      assertThat(report.counts().unresolved()).isEqualTo(1);
      assertThat(table.raw(0, "mars")).isEqualTo(unversioned("mars", "red"));
      assertThat(table.raw(1, "mars")).isEqualTo(unversioned("mars", "rusty"));
    }
  }

  @Test
  void purge_whenTheItemIsRevived_thenTheNewItemSurvives() {
    try (TestTable table = TestTable.create(regions)) {
      table.putEverywhere(tombstone("mars", OLD));
      Map<String, AttributeValue> revived = live("mars", NEW, "back");
      SyncReport report = syncAnd(table, () -> table.put(1, revived));
      assertThat(report.counts().purged()).isZero();
      assertThat(table.raw(1, "mars")).isEqualTo(revived);
      table.sync();
      table.assertAllHold(revived);
    }
  }

  @Test
  void purge_whenTheItemIsRevivedInTheSameSecondByAnOldFormatWriter_thenItSurvives() {
    try (TestTable table = TestTable.create(regions)) {
      table.putEverywhere(tombstone("mars", OLD));
      Map<String, AttributeValue> revived = live("mars", OLD, "back");
      syncAnd(table, () -> table.putEverywhere(revived));
      table.assertAllHold(revived);
    }
  }

  @Test
  void purge_whenAnotherSyncWasFaster_thenIsStillPurged() {
    try (TestTable table = TestTable.create(regions)) {
      table.putEverywhere(tombstone("mars", OLD));
      SyncReport report = syncAnd(table, table::sync);
      assertThat(report.counts().purged()).isEqualTo(1);
      table.assertAllHold();
    }
  }

  /** Syncs; the other writer acts once: between a key's last look and its repair or purge. */
  private static SyncReport syncAnd(TestTable table, Runnable otherWriter) {
    SyncListener between =
        new SyncListener() {
          private boolean acted;

          @Override
          public void onDivergence(Divergence divergence) {
            act();
          }

          @Override
          public void onProgress(SyncProgress progress) {
            // Tombstones that match in the scan are purged without another look.
            if (progress.phase() == SyncProgress.Phase.REPAIR
                && progress.candidates() == 1
                && progress.counts().inSync() == 1) {
              act();
            }
          }

          private void act() {
            if (!acted) {
              acted = true;
              otherWriter.run();
            }
          }
        };
    return table.sync(SyncOptions.builder().listener(between).build());
  }
}
