package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.n;
import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestTable.COMPOSITE;
import static io.github.dynamodbha.sync.TestTable.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemSize;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tables that are empty, uneven, called differently, or whose items fill pages alone. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncTableShapesTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  private final LocalRegions regions;

  SyncTableShapesTest(LocalRegions regions) {
    this.regions = regions;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void sync_whenAllTablesAreEmpty_thenTheyAreIdenticalAndNothingIsWritten(int replicas) {
    try (TestTable table = TestTable.create(regions, replicas, HASH)) {
      SyncReport report = table.sync();
      assertThat(report.identical()).isTrue();
      assertThat(report.counts().keysCompared()).isZero();
      assertThat(report.replicas()).hasSize(replicas).allMatch(r -> r.writeUnits() == 0);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "2, 1", "3, 1"})
  void sync_whenOneTableIsEmpty_thenIsFilledExceptForWhatIsDeleted(int replicas, int empty) {
    try (TestTable table = TestTable.create(regions, replicas, HASH)) {
      List<Map<String, AttributeValue>> items = new ArrayList<>();
      List<Map<String, AttributeValue>> stored = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        items.add(live("item" + i, NEW, "content" + i));
      }
      stored.addAll(items);
      stored.add(tombstone("gone", NEW));
      for (int region = 0; region < replicas; region++) {
        table.putAll(region, region == empty ? List.of() : stored);
      }
      SyncCounts counts = table.sync().counts();
      assertThat(counts.missing()).isEqualTo(121);
      assertThat(counts.repaired()).isEqualTo(121);
      assertThat(counts.purged()).isEqualTo(1);
      table.assertHeld(items);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  /** All items of one hash key are in one segment, however many segments there are. */
  @Test
  void sync_whenASegmentHasManyPages_thenEveryPageIsCompared() {
    try (TestTable table = TestTable.create(regions, 2, COMPOSITE)) {
      List<Map<String, AttributeValue>> expected = new ArrayList<>();
      String kilobytes = "x".repeat(150_000);
      for (int i = 0; i < 25; i++) {
        Map<String, AttributeValue> newer = live("mars", NEW, kilobytes + i);
        newer.put("at", n(i));
        table.put(i % 2, newer);
        expected.add(newer);
        if (i % 5 != 0) {
          Map<String, AttributeValue> other = i % 5 == 1 ? live("mars", OLD, kilobytes) : newer;
          other.put("at", n(i));
          table.put(1 - i % 2, other);
        }
      }
      SyncReport report = table.sync();
      assertThat(report.replicas()).allMatch(replica -> replica.scannedBytes() > 3 * (1 << 20));
      assertThat(report.counts().missing()).isEqualTo(5);
      assertThat(report.counts().stale()).isEqualTo(5);
      assertThat(report.counts().repaired()).isEqualTo(10);
      table.assertHeld(expected);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  /** The condition of such a repair holds the losing copy whole, beside the winner. */
  @Test
  void sync_whenCopiesOfOneVersionHaveTheLargestSize_thenTheySettle() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, largest("live"), largest("deleted"), largest("missing"));
      Map<String, AttributeValue> other = largest("live");
      other.put("content", s("y" + text(other).substring(1)));
      table.put(1, other, tombstone("deleted", NEW));
      SyncReport report = table.sync();
      assertThat(report.complete()).as(report.toText()).isTrue();
      assertThat(report.counts().conflicting()).isEqualTo(2);
      assertThat(table.raw(0)).isEqualTo(table.raw(1)).containsOnlyKeys("live", "missing");
      assertThat(ItemSize.of(table.raw(1, "missing"))).isEqualTo(ItemSize.MAX_BYTES);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  @Test
  void sync_whenTableAndSystemAttributesHaveOtherNames_thenTheyAreUsed() {
    List<String> names = List.of("planets", "planets-copy", "Planets_3.old");
    ItemFormat format = new ItemFormat("#version v2", "is:gone");
    try (TestTable table = TestTable.create(regions, names, HASH, format)) {
      Map<String, AttributeValue> newer = item("mars", NEW, "new");
      // Under the default names these are content like any other.
      newer.put("last_updated", n(1));
      newer.put("deleted", n(1));
      table.put(0, newer, item("venus", NEW, "hot"));
      table.put(1, item("mars", OLD, "old"), gone("venus", NEW), gone("pluto", NEW));
      table.put(2, item("pluto", OLD, "cold"));
      SyncReport report = table.sync();
      assertThat(report.complete()).isTrue();
      assertThat(report.replicas()).extracting(ReplicaReport::tableName).isEqualTo(names);
      assertThat(report.counts().purged()).isEqualTo(2);
      table.assertAllHold(newer);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  private static Map<String, AttributeValue> item(String id, String stamp, String content) {
    Map<String, AttributeValue> item = live(id, stamp, content);
    item.put("#version v2", s(stamp));
    item.remove("last_updated");
    item.remove("deleted");
    return item;
  }

  private static Map<String, AttributeValue> gone(String id, String stamp) {
    return Map.of("id", s(id), "#version v2", s(stamp), "is:gone", n(1));
  }

  private static Map<String, AttributeValue> largest(String id) {
    int others = ItemSize.of(live(id, NEW, ""));
    return live(id, NEW, "x".repeat(ItemSize.MAX_BYTES - others));
  }

  private static String text(Map<String, AttributeValue> item) {
    return item.getOrDefault("content", s("")).s();
  }
}
