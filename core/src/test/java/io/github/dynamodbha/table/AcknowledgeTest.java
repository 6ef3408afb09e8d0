package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Acknowledge;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many of three regions must store a write. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class AcknowledgeTest {
  private TwoRegions regions;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
  }

  @AfterEach
  void close() {
    regions.close();
  }

  @Test
  void required_perSetting_isOneMajorityOrAll() {
    assertThat(Acknowledge.ONE.required(3)).isEqualTo(1);
    assertThat(Acknowledge.QUORUM.required(2)).isEqualTo(2);
    assertThat(Acknowledge.QUORUM.required(3)).isEqualTo(2);
    assertThat(Acknowledge.QUORUM.required(5)).isEqualTo(3);
    assertThat(Acknowledge.ALL.required(3)).isEqualTo(3);
  }

  @Test
  void put_whenTwoOfThreeAreDown_thenOneIsEnoughForOneOnly() {
    regions.region("us-east-1").inject(Fault.down());
    regions.region("eu-west-1").inject(Fault.down());

    try (HighlyAvailableTable one = table(Acknowledge.ONE);
        HighlyAvailableTable quorum = table(Acknowledge.QUORUM)) {
      assertThat(one.put(planet("Mars", 1)).storedIn()).containsExactly("us-west-1");
      assertThatThrownBy(() -> quorum.put(planet("Mars", 2)))
          .isInstanceOfSatisfying(
              NotAcknowledgedException.class,
              e -> {
                assertThat(e.storedIn()).containsExactly("us-west-1");
                assertThat(e.causes()).containsOnlyKeys("us-east-1", "eu-west-1");
              })
          .hasMessageContaining("acknowledge=QUORUM requires 2");
    }
  }

  @Test
  void put_withAll_whenARegionThatWasSuspendedIsBack_thenIsWaitedForAndSucceeds() {
    try (HighlyAvailableTable all = table(Acknowledge.ALL)) {
      all.keySchema();
      regions.region("us-east-1").inject(Fault.down());
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> all.put(planet("Mars", 1)))
            .isInstanceOf(NotAcknowledgedException.class);
      }
      regions.region("us-east-1").heal();

      assertThat(all.put(planet("Mars", 2)).isReplicated()).isTrue();
    }
  }

  @Test
  void threeRegions_whenOneIsStale_thenNewestReturnsTheWinnerOfAll() {
    Map<String, AttributeValue> old =
        Map.of("name", s("Mars"), "last_updated", s("2020-01-01T00:00:00"));
    regions.rawPut("us-east-1", old);
    try (HighlyAvailableTable table = table(Acknowledge.ONE)) {
      regions.region("us-east-1").inject(Fault.down());
      table.put(planet("Mars", 2));
      regions.region("us-east-1").heal();
      table.core().repairsSettled().join();

      assertThat(table.get(Map.of("name", s("Mars")))).contains(planet("Mars", 2));
      assertThat(table.scanAsMap()).hasSize(1);
    }
  }

  private HighlyAvailableTable table(Acknowledge acknowledge) {
    return regions.builder().acknowledge(acknowledge).build();
  }
}
