package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Credentials that may not do everything in one region. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncAccessDeniedTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  /** More than the failures after which a sick region is given up. */
  private static final int ITEMS = 12;

  private static final Fault READ_ONLY =
      Fault.accessDenied()
          .onOperation(
              "PutItem", "DeleteItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems");

  private final LocalRegions regions;

  SyncAccessDeniedTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void dryRun_whenWritesAreRefused_thenSaysWhatSyncWouldDo() {
    try (TestTable table = TestTable.create(regions)) {
      fill(table);
      regions.region("us-west-1").inject(READ_ONLY);
      SyncReport dry = table.sync(SyncOptions.builder().dryRun(true).build());
      assertThat(dry.complete()).isTrue();
      regions.heal();
      assertThat(dry.counts()).isEqualTo(table.sync().counts());
      assertThat(dry.counts().repaired()).isEqualTo(2 * ITEMS + 2);
    }
  }

  @Test
  void verify_whenWritesAreRefused_thenIsAsWithout() {
    try (TestTable table = TestTable.create(regions)) {
      fill(table);
      SyncReport allowed = table.verify();
      regions.region("us-west-1").inject(READ_ONLY);
      SyncReport denied = table.verify();
      assertThat(denied.counts()).isEqualTo(allowed.counts());
      assertThat(denied.divergences()).hasSameElementsAs(allowed.divergences());
      assertThat(denied.complete()).isTrue();
    }
  }

  @Test
  void sync_whenWritesAreRefused_thenEachKeyIsSkippedWithThePermissionAndTheRestIsDone() {
    try (TestTable table = TestTable.create(regions)) {
      List<Map<String, AttributeValue>> expected = fill(table);
      Map<String, ?> west = table.raw(1);
      regions.region("us-west-1").inject(READ_ONLY);
      SyncReport report = table.sync();
      assertThat(report.complete()).isFalse();
      // Those of the east; the deletion is neither stored in the west nor purged.
      assertThat(report.counts().repaired()).isEqualTo(ITEMS);
      assertThat(report.counts().purged()).isZero();
      assertThat(report.counts().skipped()).isEqualTo(ITEMS + 3);
      assertThat(report.skipped())
          .hasSize(ITEMS + 3)
          .allSatisfy(
              skipped -> {
                assertThat(skipped.region()).isEqualTo("us-west-1");
                assertThat(skipped.reason())
                    .contains("not authorized to perform: dynamodb:")
                    .contains(
                        skipped.key().toString().equals("both") ? "DeleteItem" : "PutItem",
                        "us-west-1",
                        "table/planets");
              });
      assertThat(table.raw(1)).isEqualTo(west);
      assertThat(table.sleeps()).isEmpty();

      regions.heal();
      assertThat(table.sync().complete()).isTrue();
      table.assertHeld(expected);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  /** The purge reaches the other region only: the refused tombstone keeps the item deleted. */
  @Test
  void purge_whenRefusedInOneRegionRunAfterRun_thenNothingReturns() {
    try (TestTable table = TestTable.create(regions, 3, TestTable.HASH)) {
      table.putEverywhere(tombstone("both", NEW));
      regions.region("us-west-1").inject(READ_ONLY);
      for (int run = 0; run < 3; run++) {
        assertThat(table.sync().counts().purged()).isZero();
        assertThat(table.raw(1)).containsOnlyKeys("both");
      }
      table.put(2, live("both", OLD, "late"));
      assertThat(table.sync().complete()).isFalse();
      assertThat(table.raw(2).values()).allMatch(item -> item.containsKey("deleted"));
      regions.heal();
      assertThat(table.sync().counts().purged()).isEqualTo(1);
      table.assertAllHold();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeTable", "Scan"})
  void sync_whenItMayNotRead_thenNamesRegionAndPermissionAndTouchesNothing(String operation) {
    try (TestTable table = TestTable.create(regions)) {
      fill(table);
      Map<String, ?> east = table.raw(0);
      regions.region("us-west-1").inject(Fault.accessDenied().onOperation(operation));
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(table::sync)
          .withMessageContaining("Region us-west-1")
          .withMessageContaining("not authorized to perform: dynamodb:" + operation);
      assertThat(table.raw(0)).isEqualTo(east);
      assertThat(table.sleeps()).isEmpty();
    }
  }

  @Test
  void sync_whenItMayNotReadInBatches_thenEveryKeyThatDiffersIsSkipped() {
    try (TestTable table = TestTable.create(regions)) {
      fill(table);
      regions.region("us-west-1").inject(Fault.accessDenied().onOperation("BatchGetItem"));
      SyncReport report = table.sync();
      assertThat(report.counts().skipped()).isEqualTo(2 * ITEMS + 2);
      assertThat(report.skipped())
          .allSatisfy(skipped -> assertThat(skipped.reason()).contains("dynamodb:BatchGetItem"));
      assertThat(report.counts().repaired()).isZero();
      assertThat(report.counts().purged()).isEqualTo(1);
    }
  }

  @Test
  void sync_whenItMayNotReadTheTimeToLive_thenNotesThatAndGoesOn() {
    try (TestTable table = TestTable.create(regions)) {
      List<Map<String, AttributeValue>> expected = fill(table);
      regions.region("us-west-1").inject(Fault.accessDenied().onOperation("DescribeTimeToLive"));
      SyncReport report = table.sync();
      assertThat(report.complete()).isTrue();
      assertThat(report.notes())
          .singleElement()
          .asString()
          .contains("us-west-1", "dynamodb:DescribeTimeToLive");
      table.assertHeld(expected);
    }
  }

  /**
   * Keys that miss in either region, one stale and one deleted in the east, and a tombstone in
   * both; returns what must be held in the end.
   */
  private static List<Map<String, AttributeValue>> fill(TestTable table) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(live("east" + i, NEW, "a"));
      items.add(live("west" + i, NEW, "b"));
      table.put(0, items.get(2 * i));
      table.put(1, items.get(2 * i + 1));
    }
    items.add(live("stale", NEW, "new"));
    table.put(0, live("stale", NEW, "new"), tombstone("gone", NEW));
    table.put(1, live("stale", OLD, "old"), live("gone", OLD, "x"));
    table.putEverywhere(tombstone("both", NEW));
    return items;
  }
}
