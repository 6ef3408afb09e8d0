package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.n;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestTable.COMPOSITE;
import static io.github.dynamodbha.sync.TestTable.HASH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table that is deleted while a run is under way: the run says so, changes no item of the other
 * region for the worse, and a table created anew is filled by the next run.
 */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncDeletedTableTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  private final LocalRegions regions;

  SyncDeletedTableTest(LocalRegions regions) {
    this.regions = regions;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void sync_whenTableIsDeletedBeforeTheScan_thenNamesItAndTouchesNothing(int deleted) {
    try (TestTable table = TestTable.create(regions)) {
      table.putEverywhere(tombstone("gone", NEW));
      table.put(1 - deleted, live("mars", NEW, "red"));
      Reconciler reconciler = table.reconciler();
      SyncListener deleting =
          new SyncListener() {
            @Override
            public void onPlan(SyncPlan plan) {
              delete(table, deleted);
            }
          };
      SyncOptions options = SyncOptions.builder().listener(deleting).build();
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(() -> reconciler.sync(options))
          .withMessageContaining("Region " + table.region(deleted))
          .withMessageContaining("table missing");
      assertThat(table.raw(1 - deleted)).containsOnlyKeys("gone", "mars");
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(() -> reconciler.sync(SyncOptions.DEFAULT))
          .withMessageContaining("planets in region " + table.region(deleted));

      table.client(deleted).createTable(TableRequest.of(HASH));
      assertThat(reconciler.sync(SyncOptions.DEFAULT).complete()).isTrue();
      table.assertAllHold(live("mars", NEW, "red"));
    }
  }

  /** One hash key, so one segment, whose pages come one after the other: most come too late. */
  @Test
  void sync_whenTableIsDeletedDuringTheScan_thenNamesItAndTouchesNothing() {
    try (TestTable table = TestTable.create(regions, 2, COMPOSITE)) {
      String kilobytes = "x".repeat(200_000);
      for (int i = 0; i < 25; i++) {
        table.put(1, ranged(live("mars", NEW, kilobytes), i));
      }
      Map<String, AttributeValue> kept = ranged(live("venus", NEW, "hot"), 1);
      Map<String, AttributeValue> mark = ranged(tombstone("pluto", NEW), 1);
      table.put(0, kept, mark);
      SyncListener deleting =
          new Once() {
            @Override
            public void onProgress(SyncProgress progress) {
              if (progress.replicas().get(1).scannedItems() > 0) {
                once(() -> delete(table, 1));
              }
            }
          };
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(() -> table.sync(SyncOptions.builder().listener(deleting).build()))
          .withMessageContaining("Region us-west-1")
          .withMessageContaining("table missing");
      assertThat(table.raw(0).values()).containsExactlyInAnyOrder(kept, mark);
    }
  }

  @Test
  void sync_whenTheLosersTableIsDeletedBeforeTheRepair_thenEveryKeyIsSkippedWithTheCause() {
    try (TestTable table = TestTable.create(regions)) {
      List<Map<String, AttributeValue>> items = items(30, NEW);
      table.putAll(0, items);
      table.putAll(1, items(10, OLD));
      SyncReport report = table.sync(deletingBeforeTheRepair(table, 1));
      assertThat(report.complete()).isFalse();
      assertThat(report.counts().repaired()).isZero();
      assertThat(report.counts().skipped()).isEqualTo(30);
      assertThat(report.skipped())
          .allSatisfy(
              skipped -> {
                assertThat(skipped.region()).isEqualTo("us-west-1");
                assertThat(skipped.reason()).matches("could not be (read|repaired): .+");
              });
      table.client(1).createTable(TableRequest.of(HASH));
      assertThat(table.sync().counts().repaired()).isEqualTo(30);
      table.assertHeld(items);
    }
  }

  /** What was read of the deleted table is not lost: what differs was read before it is put. */
  @Test
  void sync_whenTheWinnersTableIsDeletedBeforeTheRepair_thenWhatWasReadIsStored() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", OLD, "old"));
      table.put(1, live("mars", NEW, "new"));
      SyncReport report = table.sync(deletingBeforeTheRepair(table, 1));
      assertThat(report.counts().repaired()).isEqualTo(1);
      assertThat(table.raw(0, "mars")).isEqualTo(live("mars", NEW, "new"));
    }
  }

  @Test
  void sync_whenATableIsDeletedBeforeThePurge_thenIsReportedAndNothingDeletedReturns() {
    try (TestTable table = TestTable.create(regions)) {
      for (int i = 0; i < 60; i++) {
        table.putEverywhere(tombstone("gone" + i, NEW));
      }
      SyncListener deleting =
          new Once() {
            @Override
            public void onProgress(SyncProgress progress) {
              if (progress.phase() != SyncProgress.Phase.SCAN) {
                once(() -> delete(table, 1));
              }
            }
          };
      SyncReport report = table.sync(SyncOptions.builder().listener(deleting).build());
      assertThat(report.complete()).isFalse();
      assertThat(report.counts().purged()).isZero();
      assertThat(report.counts().skipped()).isEqualTo(60);
      assertThat(report.skipped()).allMatch(skipped -> skipped.region().equals("us-west-1"));
      // Whatever is left there are tombstones; most were not touched once the table was missed.
      assertThat(table.raw(0)).hasSizeGreaterThan(20);
      assertThat(table.raw(0).values()).allMatch(item -> item.containsKey("deleted"));

      table.client(1).createTable(TableRequest.of(HASH));
      assertThat(table.sync().complete()).isTrue();
      table.assertAllHold();
    }
  }

  @Test
  void verify_whenATableIsDeletedBeforeTheSecondLook_thenIsNotProven() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "red"));
      table.onSleep(duration -> delete(table, 1));
      SyncReport report = table.verify();
      assertThat(report.identical()).isFalse();
      assertThat(report.complete()).isFalse();
      assertThat(report.counts().differing()).isZero();
      assertThat(report.skipped())
          .singleElement()
          .satisfies(skipped -> assertThat(skipped.reason()).contains("table missing"));
    }
  }

  private static SyncOptions deletingBeforeTheRepair(TestTable table, int region) {
    SyncListener deleting =
        new Once() {
          @Override
          public void onDivergence(Divergence divergence) {
            once(() -> delete(table, region));
          }
        };
    return SyncOptions.builder().listener(deleting).build();
  }

  /** Does what it is asked for the first time only; a listener's calls come one at a time. */
  private abstract static class Once implements SyncListener {
    private boolean done;

    void once(Runnable action) {
      if (!done) {
        done = true;
        action.run();
      }
    }
  }

  private static void delete(TestTable table, int region) {
    table.client(region).deleteTable(d -> d.tableName(TestTable.NAME));
  }

  private static List<Map<String, AttributeValue>> items(int count, String stamp) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(live("item" + i, stamp, stamp));
    }
    return items;
  }

  private static Map<String, AttributeValue> ranged(Map<String, AttributeValue> item, long at) {
    Map<String, AttributeValue> ranged = new HashMap<>(item);
    ranged.put("at", n(at));
    return ranged;
  }
}
