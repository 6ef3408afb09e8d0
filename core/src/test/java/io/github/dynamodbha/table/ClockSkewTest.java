package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Section 9: "one-second stamps; a fast clock beats later writes". Here the later write wins. */
@WithLocalRegions
class ClockSkewTest {
  private static final Map<String, AttributeValue> MARS = Map.of("name", s("Mars"));

  private TwoRegions regions;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
  }

  @AfterEach
  void close() {
    regions.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, -1, 0, 1, 3600})
  void laterPut_whenTheEarlierWritersClockIsOffByManySeconds_thenWins(long seconds) {
    try (HighlyAvailableTable skewed = withClock(seconds);
        HighlyAvailableTable right = withClock(0)) {
      skewed.put(planet("Mars", 1));
      right.put(planet("Mars", 2));
      assertThat(right.get(MARS)).contains(planet("Mars", 2));

      skewed.put(planet("Mars", 3));
      assertThat(right.get(MARS)).contains(planet("Mars", 3));
      assertThat(regions.rawGet("us-east-1", "Mars"))
          .isEqualTo(regions.rawGet("us-west-1", "Mars"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, 3600})
  void laterDelete_whenTheClocksDiffer_thenWins(long seconds) {
    try (HighlyAvailableTable skewed = withClock(seconds);
        HighlyAvailableTable right = withClock(0)) {
      skewed.put(planet("Mars", 1));
      right.delete(ItemKey.of("Mars"));
      assertThat(skewed.get(MARS)).isEmpty();

      right.put(planet("Mars", 2));
      skewed.delete(ItemKey.of("Mars"));
      assertThat(right.get(MARS)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, 3600})
  void laterPut_whenOneRegionMissedTheEarlierOne_thenWinsAfterTheSync(long seconds) {
    try (HighlyAvailableTable skewed = withClock(seconds);
        HighlyAvailableTable right = withClock(0)) {
      regions.region("us-east-1").inject(Fault.down());
      skewed.put(planet("Mars", 1));
      regions.region("us-east-1").heal();
      right.put(planet("Mars", 2));

      right.syncRegions();
      for (String region : regions.names()) {
        assertThat(regions.rawGet(region, "Mars")).containsEntry("moons", TwoRegions.n("2"));
      }
    }
  }

  @Test
  void put_overAVersionFromTheFarFuture_thenWinsAndSpoilsNoOtherItem() {
    for (String region : regions.names()) {
      regions.rawPut(
          region,
          Map.of("name", s("Mars"), "last_updated", s("2099-01-01T00:00:00.000000Z~00000000")));
    }
    try (HighlyAvailableTable table = withClock(0)) {
      WriteResult overFuture = table.put(planet("Mars", 2));
      WriteResult other = table.put(planet("Venus", 0));

      assertThat(overFuture.version().orElseThrow().text())
          .startsWith("2099-01-01T00:00:00.000001Z~");
      assertThat(other.version().orElseThrow().text()).doesNotStartWith("2099");
      assertThat(table.get(MARS)).contains(planet("Mars", 2));
    }
  }

  @Test
  void put_whenTheStoredVersionIsNoString_thenThatRegionIsMissedAndNamed() {
    regions.rawPut(
        "us-east-1", Map.of("name", s("Mars"), "last_updated", TwoRegions.n("1700000000")));
    try (HighlyAvailableTable table = withClock(0)) {
      WriteResult result = table.put(planet("Mars", 2));

      assertThat(result.storedIn()).containsExactly("us-west-1");
      assertThat(result.missedIn().get("us-east-1"))
          .hasMessageContaining("of type N")
          .hasMessageContaining("rewrite or remove");
      assertThat(table.get(MARS)).contains(planet("Mars", 2));
    }
  }

  @Test
  void put_overALegacyStampOfThisSecond_thenWins() {
    String second = java.time.Instant.now().plusSeconds(1).toString().substring(0, 19);
    for (String region : regions.names()) {
      regions.rawPut(region, Map.of("name", s("Mars"), "last_updated", s(second)));
    }
    try (HighlyAvailableTable table = withClock(0)) {
      table.put(planet("Mars", 2));
      assertThat(table.get(MARS)).contains(planet("Mars", 2));
    }
  }

  private HighlyAvailableTable withClock(long secondsOff) {
    InstantSource skewed =
        () -> InstantSource.system().instant().plus(Duration.ofSeconds(secondsOff));
    return regions.builder().clock(skewed).build();
  }
}
