package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The simple table under each fault of the gate, in each region, through both faces. */
@WithLocalRegions
class FaultMatrixTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Map<String, AttributeValue> KEY = Map.of("name", s("Mars"));

  /** A fault, and whether the region misses a write under it though it may have applied it. */
  private record Sickness(String name, Fault fault, boolean misses) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Sickness> SICKNESSES =
      List.of(
          new Sickness("down", Fault.down(), true),
          new Sickness("black hole", Fault.blackHole(), true),
          new Sickness("hang", Fault.hang(), true),
          new Sickness("reset", Fault.reset(), true),
          new Sickness("HTTP 500", Fault.internalServerError(), true),
          new Sickness("throttle", Fault.throttle(), true),
          new Sickness("lost reply", Fault.lostReply(), true),
          new Sickness("lost reply once", Fault.lostReply().times(1), false),
          new Sickness("HTTP 500 once", Fault.internalServerError().times(1), false),
          new Sickness("throttle once", Fault.throttle().times(1), false),
          new Sickness("slow", Fault.latency(Duration.ofMillis(100)), false));

  static Stream<Arguments> cases() {
    return Stream.of(Face.values())
        .flatMap(
            face ->
                Stream.of("us-east-1", "us-west-1")
                    .flatMap(
                        region ->
                            SICKNESSES.stream()
                                .map(sickness -> Arguments.of(face, region, sickness))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesAndReads_whenOneRegionIsSick_thenGoOnAndConvergeAfterwards(
      Face face, String sick, Sickness sickness, LocalRegions localRegions) {
    String healthy = sick.equals("us-east-1") ? "us-west-1" : "us-east-1";
    try (TwoRegions regions = new TwoRegions(localRegions).create();
        Face.Calls table = face.open(regions.builder().hashKey("name").timeout(TIMEOUT))) {
      table.put(planet("Mars", 1));
      table.put(planet("Pluto", 5));

      regions.region(sick).inject(sickness.fault());
      WriteResult put = table.put(planet("Mars", 2));

      assertThat(put.storedIn()).contains(healthy);
      if (sickness.misses()) {
        assertThat(put.missedIn()).containsOnlyKeys(sick);
        assertThat(put.missedIn().get(sick)).isNotNull();
      } else {
        assertThat(put.isReplicated()).isTrue();
      }
      assertThat(table.get(KEY, ReadOptions.DEFAULT)).contains(planet("Mars", 2));
      WriteResult delete = table.delete(ItemKey.of("Pluto"));
      assertThat(delete.storedIn()).contains(healthy);
      assertThat(table.get(Map.of("name", s("Pluto")), ReadOptions.DEFAULT)).isEmpty();
      assertThat(table.get(KEY, nearest())).contains(planet("Mars", 2));

      regions.region(sick).heal();
      // A new table: this test is about what the regions hold, not about what the old one suspects.
      try (HighlyAvailableTable fresh = regions.builder().build()) {
        assertThat(fresh.get(KEY)).contains(planet("Mars", 2));
        assertThat(fresh.get(ItemKey.of("Pluto"))).isEmpty();
        assertThat(fresh.syncRegions().complete()).isTrue();
      }
      assertThat(regions.rawGet(sick, "Mars"))
          .isEqualTo(regions.rawGet(healthy, "Mars"))
          .containsEntry("moons", TwoRegions.n("2"));
      assertThat(regions.rawGet(sick, "Pluto")).isEqualTo(regions.rawGet(healthy, "Pluto"));
    }
  }

  private static ReadOptions nearest() {
    return ReadOptions.builder().readStrategy(ReadStrategy.NEAREST).build();
  }
}
