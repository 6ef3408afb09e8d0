package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a cost limit lets pass, and what it says. */
class CostLimitTest {
  private static final SyncPlan.ReplicaPlan EAST = plan("east", 1000, 4_096_000_000L);
  private static final SyncPlan.ReplicaPlan WEST = plan("west", 10, 40_960_000L);
  private static final SyncPlan.ReplicaPlan NEW = plan("new", 0, 0);

  @Test
  void plan_whenItsEstimateIsOverTheLimit_thenIsRefusedWithItsParts() {
    assertThatExceptionOfType(SyncException.class)
        .isThrownBy(() -> CostLimit.check(List.of(EAST, WEST), 0.06))
        .withMessageContaining("about $0.063125")
        .withMessageContaining("the limit of $0.060000")
        .withMessageContaining("nothing was read or written")
        .withMessageContaining("east/t 1,000 items, 4,096,000,000 bytes, 500,000.0 read units")
        .withMessageContaining("west/t 10 items")
        .withMessageContaining("0.125 USD per million read units")
        .withMessageContaining("--max-cost");
  }

  @Test
  void plan_whenItsEstimateIsWithinTheLimit_thenPasses() {
    assertThat(CostLimit.check(List.of(EAST, WEST), 0.064)).isEmpty();
    assertThat(CostLimit.check(List.of(EAST), EAST.costUsd())).as("just as much").isEmpty();
  }

  @Test
  void plan_whenASizeIsUnknown_thenSaysThatTheLimitMayNotHold() {
    assertThat(CostLimit.check(List.of(EAST, NEW), 1))
        .singleElement()
        .asString()
        .contains("new/t", "six hours", "the estimate does not hold");
  }

  @Test
  void plan_whenThereIsNoLimit_thenSaysNothing() {
    assertThat(CostLimit.check(List.of(EAST, NEW), Double.POSITIVE_INFINITY)).isEmpty();
  }

  private static SyncPlan.ReplicaPlan plan(String region, long items, long bytes) {
    double units = Prices.scanUnits(bytes);
    return new SyncPlan.ReplicaPlan(
        region, "t", items, bytes, units, Prices.usd(units, 0), region + "-id");
  }
}
