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
import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads of regions that differ. */
@WithLocalRegions
class ReadStrategyTest {
  private static final Map<String, AttributeValue> MARS = Map.of("name", s("Mars"));
  private static final String OLD = "2026-01-01T00:00:00.000000Z~00000001";
  private static final String NEW = "2026-01-01T00:00:00.000001Z~00000000";

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
  void newest_whenTheSecondRegionIsNewer_thenReturnsItAndRepairsTheFirst() {
    rawPut("us-east-1", 1, OLD);
    rawPut("us-west-1", 2, NEW);

    assertThat(table.get(MARS)).contains(planet("Mars", 2));

    table.core().repairsSettled().join();
    assertThat(regions.rawGet("us-east-1", "Mars"))
        .isEqualTo(regions.rawGet("us-west-1", "Mars"))
        .containsEntry("last_updated", s(NEW));
  }

  @Test
  void newest_whenTheFirstRegionLacksTheItem_thenRepairsIt() {
    rawPut("us-west-1", 2, NEW);

    assertThat(table.get(MARS)).contains(planet("Mars", 2));

    table.core().repairsSettled().join();
    assertThat(regions.rawGet("us-east-1", "Mars")).containsEntry("moons", n("2"));
  }

  @Test
  void newest_whenATombstoneIsNewer_thenTheItemIsAbsentAndTheStaleRegionLearnsIt() {
    rawPut("us-east-1", 1, OLD);
    regions.rawPut(
        "us-west-1", Map.of("name", s("Mars"), "deleted", n("1"), "last_updated", s(NEW)));

    assertThat(table.get(MARS)).isEmpty();

    table.core().repairsSettled().join();
    assertThat(regions.rawGet("us-east-1", "Mars")).containsEntry("deleted", n("1"));
  }

  @Test
  void newest_whenOneRegionHasPurgedATombstone_thenItIsNotPutBack() {
    regions.rawPut(
        "us-west-1", Map.of("name", s("Mars"), "deleted", n("1"), "last_updated", s(NEW)));

    assertThat(table.get(MARS)).isEmpty();

    table.core().repairsSettled().join();
    assertThat(regions.rawGet("us-east-1", "Mars")).isEmpty();
  }

  @Test
  void newest_whenVersionsAreEqual_thenTheTombstoneWins() {
    rawPut("us-east-1", 1, NEW);
    regions.rawPut(
        "us-west-1", Map.of("name", s("Mars"), "deleted", n("1"), "last_updated", s(NEW)));

    assertThat(table.get(MARS)).isEmpty();
  }

  @Test
  void newest_whenOneCopyHasAnUnusableVersion_thenTheOtherWinsAndNothingIsRepaired() {
    regions.rawPut("us-east-1", Map.of("name", s("Mars"), "moons", n("1"), "last_updated", n("5")));
    rawPut("us-west-1", 2, OLD);

    assertThat(table.get(MARS)).contains(planet("Mars", 2));

    table.core().repairsSettled().join();
    assertThat(regions.rawGet("us-east-1", "Mars")).containsEntry("last_updated", n("5"));
  }

  @Test
  void newest_whenTombstonesAreAskedFor_thenReturnsTheTombstone() {
    table.put(planet("Mars", 1));
    table.delete(ItemKey.of("Mars"));

    assertThat(table.get(MARS, ReadOptions.builder().includeTombstones(true).build()).orElseThrow())
        .containsKeys("name", "deleted", "last_updated")
        .hasSize(3);
  }

  @Test
  void nearest_whenTheFirstRegionIsUp_thenReturnsItsCopyEvenIfItIsStale() {
    rawPut("us-east-1", 1, OLD);
    rawPut("us-west-1", 2, NEW);

    assertThat(table.get(MARS, nearest())).contains(planet("Mars", 1));
  }

  @Test
  void nearest_whenTheFirstRegionIsDown_thenReadsTheNext() {
    rawPut("us-east-1", 1, OLD);
    rawPut("us-west-1", 2, NEW);
    regions.region("us-east-1").inject(Fault.down());

    assertThat(table.get(MARS, nearest())).contains(planet("Mars", 2));
  }

  @Test
  void get_whenEveryRegionIsDown_thenNamesEachWithItsCause() {
    table.keySchema();
    regions.region("us-east-1").inject(Fault.down());
    regions.region("us-west-1").inject(Fault.internalServerError());

    for (ReadOptions options : new ReadOptions[] {ReadOptions.DEFAULT, nearest()}) {
      assertThatThrownBy(() -> table.get(MARS, options))
          .isInstanceOfSatisfying(
              NoRegionAvailableException.class,
              e -> assertThat(e.causes()).containsOnlyKeys("us-east-1", "us-west-1"))
          .hasMessageContaining("us-east-1: ")
          .hasMessageContaining("us-west-1: server error");
    }
  }

  @Test
  void calls_whenARegionHasBeenDownForAWhile_thenNoLongerAskItAndReturnToItAfterwards() {
    regions.region("us-east-1").inject(Fault.hang());
    table.put(planet("Mars", 1));
    assertThat(table.core().replicas().get(0).health(true).isSuspended()).isTrue();
    long asked = regions.region("us-east-1").requests();

    for (int i = 0; i < 20; i++) {
      assertThat(table.put(planet("Mars", i)).missedIn()).containsOnlyKeys("us-east-1");
    }
    // At most the trials that fell due meanwhile.
    assertThat(regions.region("us-east-1").requests() - asked).isLessThan(20);
  }

  private void rawPut(String region, int moons, String version) {
    regions.rawPut(
        region,
        Map.of("name", s("Mars"), "moons", n(Integer.toString(moons)), "last_updated", s(version)));
  }

  private static ReadOptions nearest() {
    return ReadOptions.builder().readStrategy(ReadStrategy.NEAREST).build();
  }
}
