package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.n;
import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestItems.unversioned;
import static io.github.dynamodbha.sync.TestTable.COMPOSITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the Perl module's {@code sync_regions} got wrong, each named after it, and what it promised.
 * The items are written by raw SDK calls in the shapes that the module writes.
 */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class PerlModuleRegressionTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  private final LocalRegions regions;

  PerlModuleRegressionTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void sync_whenTableIsOverOneMegabyte_thenComparesEveryPageAndOldNeverOverwritesNew() {
    try (TestTable table = TestTable.create(regions)) {
      String kilobytes = "x".repeat(30_000);
      List<Map<String, AttributeValue>> expected = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        Map<String, AttributeValue> newer = live("item" + i, NEW, kilobytes + "new");
        Map<String, AttributeValue> older = live("item" + i, OLD, kilobytes + "old");
        table.put(i % 2, newer);
        table.put(1 - i % 2, older);
        expected.add(newer);
      }
      SyncReport report = table.sync();
      assertThat(report.counts().stale()).isEqualTo(80);
      assertThat(report.counts().repaired()).isEqualTo(80);
      assertThat(report.replicas()).allMatch(replica -> replica.scannedBytes() > 2 * (1 << 20));
      table.assertHeld(expected);
    }
  }

  @Test
  void sync_whenTableHasARangeKey_thenItemsOfOneHashKeyStayApart() {
    try (TestTable table = TestTable.create(regions, 2, COMPOSITE)) {
      Map<String, AttributeValue> first = composite("mars", 1, OLD, "phobos");
      Map<String, AttributeValue> second = composite("mars", 2, NEW, "deimos");
      Map<String, AttributeValue> secondOld = composite("mars", 2, OLD, "?");
      table.put(0, first, secondOld);
      table.put(1, second);
      table.sync();
      table.assertAllHold(first, second);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0"})
  void sync_whenOlderTombstoneIsInOneRegion_thenNewerLiveItemSurvives(int here, int there) {
    try (TestTable table = TestTable.create(regions)) {
      Map<String, AttributeValue> newer = live("mars", NEW, "red");
      table.put(here, tombstone("mars", OLD));
      table.put(there, newer);
      table.sync();
      table.assertAllHold(newer);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0"})
  void sync_whenPurgeReachedOneRegionOnly_thenItemIsNotResurrected(int purged, int other) {
    try (TestTable table = TestTable.create(regions, 3, TestTable.HASH)) {
      table.put(other, tombstone("mars", NEW));
      table.put(2, live("mars", OLD, "red"));
      assertThat(table.raw(purged)).isEmpty();
      SyncReport report = table.sync();
      table.assertAllHold();
      assertThat(report.counts().purged()).isEqualTo(1);
      assertThat(table.sync().identical()).isTrue();
      table.assertAllHold();
    }
  }

  @Test
  void sync_whenItemHasEveryType_thenCopiesThemUnchanged() {
    try (TestTable table = TestTable.create(regions)) {
      Map<String, AttributeValue> item = live("mars", NEW, "");
      item.put("zero", n(0));
      item.put("number", AttributeValue.fromN("1.50"));
      item.put("false", AttributeValue.fromBool(false));
      item.put("null", AttributeValue.fromNul(true));
      item.put("texts", AttributeValue.fromSs(List.of("b", "a")));
      item.put("numbers", AttributeValue.fromNs(List.of("1", "2")));
      item.put("binary", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})));
      item.put("binaries", AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] {0}))));
      item.put("list", AttributeValue.fromL(List.of(n(0), s(""), AttributeValue.fromBool(false))));
      item.put("map", AttributeValue.fromM(Map.of("größe", s("✓"))));
      table.put(0, item);
      table.sync();
      assertThat(table.raw(1, "mars")).isEqualTo(table.raw(0, "mars"));
      assertThat(table.raw(1, "mars")).containsEntry("deleted", n(0)).containsEntry("zero", n(0));
      assertThat(table.raw(1, "mars"))
          .containsEntry("content", s(""))
          .containsEntry("texts", table.raw(0, "mars").get("texts"));
    }
  }

  @Test
  void sync_whenOneItemIsBad_thenReportsItAndDoesTheRest() {
    try (TestTable table = TestTable.create(regions)) {
      Map<String, AttributeValue> bad =
          Map.of("id", s("bad"), "last_updated", n(20261122), "content", s("a"));
      table.put(0, bad, live("mars", NEW, "red"));
      table.put(1, live("bad", OLD, "b"), live("venus", NEW, "hot"), tombstone("pluto", NEW));
      SyncReport report = table.sync();
      assertThat(report.complete()).isFalse();
      assertThat(report.skipped())
          .singleElement()
          .satisfies(
              skipped -> {
                assertThat(skipped.key()).hasToString("bad");
                assertThat(skipped.region()).isEqualTo(table.region(0));
                assertThat(skipped.reason()).contains("last_updated");
              });
      assertThat(report.counts().repaired()).isEqualTo(3);
      assertThat(table.raw(0)).containsOnlyKeys("bad", "mars", "venus");
      assertThat(table.raw(1)).containsOnlyKeys("bad", "mars", "venus");
      assertThat(table.raw(0, "bad")).isEqualTo(bad);
    }
  }

  @Test
  void sync_whenStampsAreEqualAndContentDiffers_thenSettlesOnOneCopy() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "red"));
      table.put(1, live("mars", NEW, "rusty"));
      SyncReport report = table.sync();
      assertThat(report.counts().conflicting()).isEqualTo(1);
      assertThat(report.counts().repaired()).isEqualTo(1);
      assertThat(table.raw(0)).isEqualTo(table.raw(1)).hasSize(1);
      assertThat(table.sync().identical()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0"})
  void sync_whenStampsAreEqual_thenTombstoneWins(int here, int there) {
    try (TestTable table = TestTable.create(regions)) {
      table.put(here, tombstone("mars", NEW));
      table.put(there, live("mars", NEW, "red"));
      SyncReport report = table.sync();
      table.assertAllHold();
      assertThat(report.counts().purged()).isEqualTo(1);
    }
  }

  @Test
  void sync_whenLiveMarkIsZeroHereAndAbsentThere_thenBothAreLiveAndSettle() {
    try (TestTable table = TestTable.create(regions)) {
      Map<String, AttributeValue> unmarked = live("mars", NEW, "red");
      unmarked.remove("deleted");
      table.put(0, live("mars", NEW, "red"));
      table.put(1, unmarked);
      table.sync();
      assertThat(table.raw(0)).isEqualTo(table.raw(1)).hasSize(1);
      assertThat(table.raw(0, "mars")).containsEntry("content", s("red"));
      assertThat(table.sync().identical()).isTrue();
    }
  }

  @Test
  void sync_whenLegacyStampMeetsOurs_thenTheNewerOneWins() {
    try (TestTable table = TestTable.create(regions)) {
      Map<String, AttributeValue> legacyOlder = live("a", OLD, "legacy");
      Map<String, AttributeValue> oursNewer = live("a", OLD + ".000001Z~0123abcd", "ours");
      Map<String, AttributeValue> oursOlder = live("b", OLD + ".999999Z~0123abcd", "ours");
      Map<String, AttributeValue> legacyNewer = live("b", NEW, "legacy");
      Map<String, AttributeValue> stamped = live("c", OLD, "stamped");
      table.put(0, legacyOlder, oursOlder, stamped);
      table.put(1, oursNewer, legacyNewer, unversioned("c", "without"));
      table.sync();
      table.assertAllHold(oursNewer, legacyNewer, stamped);
    }
  }

  @Test
  void sync_thenCopiesBothWaysWithVersionsUnchangedAndPurgesAndIsIdempotent() {
    try (TestTable table = TestTable.create(regions)) {
      Map<String, AttributeValue> east = live("east", OLD, "a");
      Map<String, AttributeValue> west = live("west", NEW, "b");
      table.put(0, east, tombstone("gone", NEW), tombstone("everywhere", OLD));
      table.put(1, west, live("gone", OLD, "x"), tombstone("everywhere", OLD));
      SyncReport first = table.sync();
      table.assertAllHold(east, west);
      assertThat(first.counts().missing()).isEqualTo(2);
      assertThat(first.counts().stale()).isEqualTo(1);
      assertThat(first.counts().repaired()).isEqualTo(3);
      assertThat(first.counts().purged()).isEqualTo(2);
      SyncReport second = table.sync();
      assertThat(second.identical()).isTrue();
      assertThat(second.counts().keysCompared()).isEqualTo(2);
      assertThat(second.replicas()).allMatch(replica -> replica.writeUnits() == 0);
      table.assertAllHold(east, west);
    }
  }

  @Test
  void sync_whenKeysAreZeroOrUnicode_thenTheyAreKeysLikeOthers() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("0", NEW, "zero"), live("größe ✓", NEW, "unicode"));
      table.put(1, tombstone("0", OLD));
      table.sync();
      table.assertAllHold(live("0", NEW, "zero"), live("größe ✓", NEW, "unicode"));
    }
  }

  private static Map<String, AttributeValue> composite(
      String id, long at, String stamp, String content) {
    Map<String, AttributeValue> item = live(id, stamp, content);
    item.put("at", n(at));
    return item;
  }
}
