package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.n;
import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * An older item that a fast clock stamped lies in one region. A put stores its first round in the
 * other one; before the second round, a repair carries the older item there.
 */
@WithLocalRegions
class RepairBetweenRoundsTest {
  private static final String FUTURE = "2099-01-01T00:00:00.000000Z~00000001";

  @Test
  void put_whenARepairOverwritesItsFirstRound_thenItIsNotAcknowledged(LocalRegions localRegions) {
    try (TwoRegions regions = new TwoRegions(localRegions).create();
        HighlyAvailableTable table =
            regions.builder().hashKey("name").timeout(Duration.ofSeconds(10)).build()) {
      regions.rawPut(
          "us-west-1", Map.of("name", s("Mars"), "moons", n("1"), "last_updated", s(FUTURE)));
      LocalRegion west = regions.region("us-west-1");
      west.inject(Fault.latency(Duration.ofSeconds(9)).onOperation("PutItem").times(1));
      CompletableFuture<WriteResult> put =
          CompletableFuture.supplyAsync(() -> table.put(planet("Mars", 2)));
      RestampTest.waitUntil(() -> !regions.rawGet("us-east-1", "Mars").isEmpty());

      assertThat(table.syncRegions().counts().repaired()).isEqualTo(1);
      west.heal();

      assertThatThrownBy(put::join)
          .hasCauseInstanceOf(WriteOutcomeUnknownException.class)
          .hasMessageContaining("ahead of this machine's clock")
          .hasMessageContaining("Read the item before you try again");
    }
  }
}
