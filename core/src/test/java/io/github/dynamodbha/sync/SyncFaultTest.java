package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestTable.HASH;
import static org.assertj.core.api.Assertions.assertThat;

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

/** Faults that last: what can't be done is reported, nothing is lost, and the next run does it. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncFaultTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  private final LocalRegions regions;

  SyncFaultTest(LocalRegions regions) {
    this.regions = regions;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void purge_whenOneRegionFailsToDelete_thenIsReportedAndTheNextRunPurgesNothingReturns(int sick) {
    try (TestTable table = TestTable.create(regions, 3, HASH)) {
      table.putEverywhere(tombstone("gone", NEW));
      table.put(0, live("mars", NEW, "red"));
      regions
          .region(table.region(sick))
          .inject(Fault.internalServerError().onOperation("DeleteItem"));
      SyncReport partial = table.sync();
      assertThat(partial.complete()).isFalse();
      assertThat(partial.counts().purged()).isZero();
      assertThat(partial.skipped())
          .singleElement()
          .satisfies(
              skipped -> {
                assertThat(skipped.region()).isEqualTo(table.region(sick));
                assertThat(skipped.reason()).contains("could not be purged");
              });
      assertThat(table.raw(sick)).containsOnlyKeys("gone", "mars");
      regions.heal();
      assertThat(table.sync().counts().purged()).isEqualTo(1);
      table.assertAllHold(live("mars", NEW, "red"));
      assertThat(table.verify().identical()).isTrue();
    }
  }

  @Test
  void repair_whenARegionCannotBeWritten_thenItsKeysAreSkippedAndTheirTombstonesStay() {
    try (TestTable table = TestTable.create(regions, 3, HASH)) {
      List<Map<String, AttributeValue>> items = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        items.add(live("item" + i, NEW, "x"));
        table.put(0, items.get(i));
      }
      table.put(0, tombstone("gone", NEW));
      table.put(1, live("gone", OLD, "x"));
      table.put(2, live("gone", OLD, "x"));
      regions.region(table.region(2)).inject(Fault.internalServerError().onOperation("PutItem"));
      SyncReport report = table.sync();
      assertThat(report.counts().skipped()).isEqualTo(21);
      assertThat(report.counts().repaired()).isZero();
      assertThat(report.counts().purged()).isZero();
      assertThat(report.skipped()).allMatch(s -> s.region().equals(table.region(2)));
      assertThat(table.raw(1)).hasSize(21);
      assertThat(table.raw(2)).containsOnlyKeys("gone");
      // Given up after a few calls: not every key pays for all the tries.
      assertThat(table.sleeps()).hasSizeLessThan(21 * (Patience.MAX_TRIES - 1));
      regions.heal();
      assertThat(table.sync().complete()).isTrue();
      table.assertHeld(items);
    }
  }

  @Test
  void confirm_whenARegionCannotBeRead_thenItsKeysAreSkippedAndNothingIsPurged() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "red"), tombstone("gone", NEW));
      regions
          .region(table.region(1))
          .inject(Fault.internalServerError().onOperation("BatchGetItem"));
      SyncReport report = table.sync();
      assertThat(report.counts().skipped()).isEqualTo(2);
      assertThat(report.skipped())
          .allSatisfy(skipped -> assertThat(skipped.reason()).contains("could not be read"));
      assertThat(table.raw(0)).containsOnlyKeys("mars", "gone");
      assertThat(table.raw(1)).isEmpty();
      SyncReport unproven = table.verify();
      assertThat(unproven.identical()).isFalse();
      assertThat(unproven.counts().differing()).isZero();
    }
  }
}
