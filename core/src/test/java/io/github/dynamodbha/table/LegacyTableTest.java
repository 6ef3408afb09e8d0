package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.b;
import static io.github.dynamodbha.table.TwoRegions.n;
import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the Perl module Net::Amazon::DynamoDB::HighlyAvailable got wrong in its calls, each test
 * named after the fault, on items in the very shapes that it writes. Its sync's faults are in
 * {@code LegacySyncTest}.
 */
@WithLocalRegions
class LegacyTableTest {
  private TwoRegions regions;
  private HighlyAvailableTable table;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
    table = regions.builder().build();
  }

  @AfterEach
  void close() {
    table.close();
    regions.close();
  }

  @Test
  void failsOverInNoCase_put_get_delete_scan() {
    table.put(planet("Mars", 2));
    table.put(planet("Pluto", 5));
    regions.region("us-east-1").inject(Fault.down());

    assertThat(table.put(planet("Venus", 0)).storedIn()).containsExactly("us-west-1");
    assertThat(table.get(ItemKey.of("Mars"))).isPresent();
    assertThat(table.delete(ItemKey.of("Pluto")).storedIn()).containsExactly("us-west-1");
    assertThat(table.scanAsMap()).containsOnlyKeys(ItemKey.of("Mars"), ItemKey.of("Venus"));
  }

  @Test
  void put_oneSecondStamps_twoPutsOfOneSecondAreOrdered() {
    WriteResult first = table.put(planet("Mars", 1));
    WriteResult second = table.put(planet("Mars", 2));

    assertThat(second.version().orElseThrow()).isGreaterThan(first.version().orElseThrow());
    assertThat(table.get(Map.of("name", s("Mars")))).contains(planet("Mars", 2));
  }

  @Test
  void delete_getThenPutRace_aPutThatWinsTheRaceIsNotLost() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 20; i++) {
        int moons = i;
        table.put(planet("Mars", -1));
        Future<WriteResult> delete = threads.submit(() -> table.delete(ItemKey.of("Mars")));
        Future<WriteResult> put = threads.submit(() -> table.put(planet("Mars", moons)));
        boolean putIsNewer =
            put.get().version().orElseThrow().compareTo(delete.get().version().orElseThrow()) > 0;

        assertThat(table.get(Map.of("name", s("Mars"))).isPresent()).isEqualTo(putIsNewer);
        assertThat(regions.rawGet("us-east-1", "Mars"))
            .isEqualTo(regions.rawGet("us-west-1", "Mars"));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void scan_returnsTombstonesAndStaleData_hereNeither() {
    regions.rawPut("us-east-1", legacy("Mars", "2013-05-01T10:00:00", "0"));
    regions.rawPut("us-west-1", legacy("Mars", "2013-05-01T10:00:01", "1"));
    regions.rawPut("us-east-1", legacy("Venus", "2013-05-01T10:00:00", "0"));
    regions.rawPut("us-west-1", legacy("Venus", "2013-05-01T10:00:00", "0"));

    assertThat(table.scanAsMap()).containsOnlyKeys(ItemKey.of("Venus"));
  }

  @Test
  void scan_diesOnAnEmptyTable_hereIsEmpty() {
    assertThat(table.scan().stream()).isEmpty();
    assertThat(table.scanAsMap()).isEmpty();
  }

  @Test
  void get_cannotTellAMissingItemFromAnEmptyOne_hereItCan() {
    table.put(Map.of("name", s("Ceres")));

    assertThat(table.get(ItemKey.of("Ceres"))).isPresent();
    assertThat(table.get(ItemKey.of("Vulcan"))).isEmpty();
  }

  @Test
  void values_turnsTypesIntoOthersAndDropsFalseOnes_hereAllTenTypesAreKept() {
    Map<String, AttributeValue> item =
        Map.ofEntries(
            Map.entry("name", s("Erde 🌍 地球")),
            Map.entry("zero", n("0")),
            Map.entry("false", AttributeValue.fromBool(false)),
            Map.entry("empty", s("")),
            Map.entry("number", n("-12.5")),
            Map.entry("numbers", AttributeValue.fromNs(List.of("1", "2"))),
            Map.entry("strings", AttributeValue.fromSs(List.of("a", "b"))),
            Map.entry("binaries", AttributeValue.fromBs(List.of(b(0, 255).b()))),
            Map.entry("binary", b(0, 1, 255)),
            Map.entry("null", AttributeValue.fromNul(true)),
            Map.entry("list", AttributeValue.fromL(List.of(s("x"), n("1")))),
            Map.entry("map", AttributeValue.fromM(Map.of("inner ü", s("é")))));

    table.put(item);

    assertThat(table.get(Map.of("name", s("Erde 🌍 地球")))).contains(item);
  }

  @Test
  void keys_noUnicodeNoZero_hereBothWork() {
    for (String name : Set.of("0", "地球", "🌍", "a b/c%20")) {
      table.put(Map.of("name", s(name)));
      assertThat(table.get(ItemKey.of(name))).as(name).isPresent();
      table.delete(ItemKey.of(name));
      assertThat(table.get(ItemKey.of(name))).as(name).isEmpty();
    }
  }

  @Test
  void keys_numberKeysCannotBeDeleted_hereTheyCan(LocalRegions localRegions) {
    try (TwoRegions numbered = new TwoRegions(localRegions).createWithRangeKey("orbit");
        HighlyAvailableTable moons = numbered.builder().build()) {
      moons.put(Map.of("name", s("Saturn"), "orbit", n("0")));
      moons.put(Map.of("name", s("Saturn"), "orbit", n("1.50")));

      assertThat(moons.delete(ItemKey.of("Saturn", 0)).isReplicated()).isTrue();
      assertThat(moons.delete(ItemKey.of("Saturn", 1.5)).isReplicated()).isTrue();

      assertThat(moons.scanAsMap()).isEmpty();
    }
  }

  @Test
  void rangeKeys_ignored_hereItemsOfOneHashKeyStayApart(LocalRegions localRegions) {
    try (TwoRegions numbered = new TwoRegions(localRegions).createWithRangeKey("orbit");
        HighlyAvailableTable moons = numbered.builder().build()) {
      IntStream.range(0, 3)
          .forEach(i -> moons.put(Map.of("name", s("Saturn"), "orbit", n(Integer.toString(i)))));

      assertThat(moons.scanAsMap()).hasSize(3);
    }
  }

  @Test
  void itemsOfTheOldModule_areReadAndOverwrittenWithoutMigration() {
    regions.rawPut("us-east-1", legacy("Mars", "2013-05-01T10:00:00", "0"));
    regions.rawPut("us-west-1", legacy("Mars", "2013-05-01T10:00:00", "0"));
    assertThat(table.get(ItemKey.of("Mars"))).isPresent();

    table.put(planet("Mars", 2));

    assertThat(regions.rawGet("us-east-1", "Mars"))
        .containsOnlyKeys("name", "moons", "last_updated");
    assertThat(table.get(Map.of("name", s("Mars")))).contains(planet("Mars", 2));
  }

  @Test
  void manyThreads_whenOneRegionGoesDownUnderThem_thenNoCallFails() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      table.put(planet("Mars", 0));
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int moons = i;
        if (i == 60) {
          regions.region("us-east-1").inject(Fault.down());
        } else if (i == 140) {
          regions.region("us-east-1").heal();
        }
        calls.add(threads.submit(() -> table.put(planet("planet " + moons % 10, moons))));
        calls.add(threads.submit(() -> table.get(ItemKey.of("Mars"))));
        calls.get(calls.size() - 1).get();
      }
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Map<String, AttributeValue> legacy(String name, String stamp, String deleted) {
    return Map.of("name", s(name), "last_updated", s(stamp), "deleted", n(deleted));
  }
}
