package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.n;
import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Futures;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Scans of regions that are equal, differ, or fail on the way. */
@WithLocalRegions
class ScanTest {
  private static final String OLD = "2026-01-01T00:00:00.000000Z~00000001";
  private static final String NEW = "2026-01-01T00:00:00.000001Z~00000000";

  private TwoRegions regions;
  private HighlyAvailableTable table;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions);
    table = regions.builder().build();
  }

  @AfterEach
  void close() {
    table.close();
    regions.close();
  }

  private void create() {
    regions.create();
  }

  @ParameterizedTest
  @EnumSource(ReadStrategy.class)
  void scan_ofAnEmptyTable_isEmpty(ReadStrategy strategy) {
    create();

    assertThat(table.scan(options(strategy))).isEmpty();
    assertThat(table.scanAsMap()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ReadStrategy.class)
  void scan_ofManyPages_returnsEachLiveItemOnce(ReadStrategy strategy) {
    create();
    Set<String> names = putPlanets(25);
    table.put(planet("Pluto", 5));
    table.delete(ItemKey.of("Pluto"));

    List<String> scanned =
        table.scan(pages(strategy, 4)).stream().map(item -> item.getString("name")).toList();

    assertThat(scanned).containsExactlyInAnyOrderElementsOf(names);
    assertThat(table.scanItems(options(strategy)))
        .allSatisfy(item -> assertThat(item).containsOnlyKeys("name", "moons"));
  }

  @Test
  void scan_whenRegionsDiffer_returnsTheNewestCopyOfEachItem() {
    create();
    rawPut("us-east-1", "stale here", 1, OLD);
    rawPut("us-west-1", "stale here", 2, NEW);
    rawPut("us-east-1", "stale there", 2, NEW);
    rawPut("us-west-1", "stale there", 1, OLD);
    rawPut("us-east-1", "only here", 2, OLD);
    rawPut("us-west-1", "only there", 2, OLD);
    rawPut("us-east-1", "deleted there", 1, OLD);
    regions.rawPut(
        "us-west-1", Map.of("name", s("deleted there"), "deleted", n("1"), "last_updated", s(NEW)));

    Map<ItemKey, Integer> moons =
        table.scanAsMap(pages(ReadStrategy.NEWEST, 2)).entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, item -> item.getValue().getNumber("moons").intValue()));

    assertThat(moons)
        .isEqualTo(
            Map.of(
                ItemKey.of("stale here"), 2,
                ItemKey.of("stale there"), 2,
                ItemKey.of("only here"), 2,
                ItemKey.of("only there"), 2));
  }

  @Test
  void scan_whenTombstonesAreAskedFor_returnsThem() {
    create();
    table.put(planet("Pluto", 5));
    table.delete(ItemKey.of("Pluto"));

    assertThat(table.scanItems(ReadOptions.builder().includeTombstones(true).build()))
        .singleElement()
        .satisfies(item -> assertThat(item).containsOnlyKeys("name", "deleted", "last_updated"));
  }

  @Test
  void scanAsMap_ofATableWithARangeKey_isKeyedByBothValues() {
    regions.createWithRangeKey("orbit");
    table.put(Map.of("name", s("Saturn"), "orbit", n("1"), "moon", s("Mimas")));
    table.put(Map.of("name", s("Saturn"), "orbit", n("2"), "moon", s("Enceladus")));

    assertThat(table.scanAsMap().keySet())
        .containsExactlyInAnyOrder(ItemKey.of("Saturn", 1), ItemKey.of("Saturn", 2.0));
  }

  @ParameterizedTest
  @EnumSource(ReadStrategy.class)
  void scan_whenTheFirstRegionIsDownFromTheStart_returnsTheOthersItems(ReadStrategy strategy) {
    create();
    Set<String> names = putPlanets(10);
    regions.region("us-east-1").inject(Fault.down());

    assertThat(names(pages(strategy, 3))).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void scan_newest_whenARegionFailsOnTheWay_goesOnWithoutRepeatingOrMissing() {
    create();
    Set<String> names = putPlanets(30);
    Iterator<Map<String, AttributeValue>> items =
        table.scanItems(pages(ReadStrategy.NEWEST, 4)).iterator();
    List<String> scanned = new ArrayList<>();
    scanned.add(nameOf(items.next()));

    regions.region("us-east-1").inject(Fault.down());
    items.forEachRemaining(item -> scanned.add(nameOf(item)));

    assertThat(scanned).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void scan_nearest_whenTheRegionFailsOnTheWay_failsAndSaysThatItIsPartial() {
    create();
    putPlanets(30);
    Iterator<Map<String, AttributeValue>> items =
        table.scanItems(pages(ReadStrategy.NEAREST, 4)).iterator();
    items.next();

    regions.region("us-east-1").inject(Fault.down());

    assertThatThrownBy(() -> items.forEachRemaining(item -> {}))
        .isInstanceOf(ScanInterruptedException.class)
        .hasMessageContaining("us-east-1 after 4 items")
        .hasMessageContaining("scan again");
  }

  @Test
  void scan_newest_whenEveryRegionFailsOnTheWay_failsAndSaysThatItIsPartial() {
    create();
    putPlanets(30);
    Iterator<Map<String, AttributeValue>> items =
        table.scanItems(pages(ReadStrategy.NEWEST, 4)).iterator();
    items.next();

    regions.names().forEach(name -> regions.region(name).inject(Fault.down()));

    assertThatThrownBy(() -> items.forEachRemaining(item -> {}))
        .isInstanceOf(ScanInterruptedException.class)
        .hasMessageContaining("us-east-1: ")
        .hasMessageContaining("us-west-1: ");
  }

  @ParameterizedTest
  @EnumSource(ReadStrategy.class)
  void scan_whenASuspendedRegionIsBack_thenTheScansOfAProcessThatOnlyScansFindIt(
      ReadStrategy strategy) {
    create();
    table.put(planet("Mars", 2));
    regions.region("us-east-1").inject(Fault.hang());
    assertThat(names(options(strategy))).containsExactly("Mars");
    assertThat(table.core().replicas().get(0).health(true).isSuspended()).isTrue();
    regions.region("us-east-1").heal();

    RestampTest.waitUntil(
        () -> {
          assertThat(names(options(strategy))).containsExactly("Mars");
          return !table.core().replicas().get(0).health(true).isSuspended();
        });
  }

  @Test
  void scan_whenEveryRegionIsDown_namesEachWithItsCause() {
    create();
    table.keySchema();
    regions.names().forEach(name -> regions.region(name).inject(Fault.down()));

    assertThatThrownBy(() -> table.scan().stream().count())
        .isInstanceOf(NoRegionAvailableException.class);
  }

  @Test
  void scan_newest_whenMoreWaitsThanMemoryAllows_failsInsteadOfSwelling() {
    create();
    putPlanets(10);
    TableCore core = table.core();
    NewestScan scan =
        new NewestScan(
            "planets",
            io.github.dynamodbha.replica.ReplicaItems.of(
                core.replicas(),
                core.format().join(),
                io.github.dynamodbha.replica.CallSettings.NONE),
            pages(ReadStrategy.NEWEST, 3),
            -1);

    assertThatThrownBy(() -> Futures.join(scan.next()))
        .isInstanceOf(ScanInterruptedException.class)
        .hasMessageContaining("ReadStrategy.NEAREST");
  }

  private static String nameOf(Map<String, AttributeValue> item) {
    return Objects.requireNonNull(item.get("name")).s();
  }

  private List<String> names(ReadOptions options) {
    return table.scan(options).stream().map(item -> item.getString("name")).toList();
  }

  private Set<String> putPlanets(int count) {
    Set<String> names = new HashSet<>();
    IntStream.range(0, count).forEach(i -> names.add("planet " + i));
    names.forEach(name -> table.put(planet(name, 1)));
    return names;
  }

  private void rawPut(String region, String name, int moons, String version) {
    regions.rawPut(
        region,
        Map.of("name", s(name), "moons", n(Integer.toString(moons)), "last_updated", s(version)));
  }

  private static ReadOptions options(ReadStrategy strategy) {
    return ReadOptions.builder().readStrategy(strategy).build();
  }

  private static ReadOptions pages(ReadStrategy strategy, int size) {
    return ReadOptions.builder().readStrategy(strategy).pageSize(size).build();
  }
}
