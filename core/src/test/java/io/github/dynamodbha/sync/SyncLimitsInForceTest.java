package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestTable.HASH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each limit does to a run. */
@WithLocalRegions({"us-east-1", "us-west-1"})
class SyncLimitsInForceTest {
  private static final String STAMP = "2026-11-22T10:46:22";

  private final LocalRegions regions;

  SyncLimitsInForceTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void maxCost_whenTheEstimateIsOver_thenStopsBeforeAnyItemIsRead() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", STAMP, "red"));
      // A scan would stop the run with another message.
      regions.regions().forEach(region -> region.inject(Fault.reset().onOperation("Scan")));
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(() -> table.sync(limits(SyncLimits.DEFAULT.withMaxCostUsd(0))))
          .withMessageContaining("over the limit of $0.000000")
          .withMessageContaining("us-east-1/planets 1 items")
          .withMessageContaining("us-west-1/planets 0 items");
      regions.heal();
      assertThat(table.raw(1)).isEmpty();
    }
  }

  @Test
  void maxCost_whenTheEstimateIsBelow_thenRunsAndNotesWhatIsUnknown() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", STAMP, "red"));
      SyncReport report = table.sync(limits(SyncLimits.DEFAULT.withMaxCostUsd(1)));
      assertThat(report.counts().repaired()).isEqualTo(1);
      assertThat(report.notes())
          .singleElement()
          .asString()
          .contains("us-west-1/planets", "estimate does not hold");
      assertThat(table.sync(limits(SyncLimits.DEFAULT.withMaxCostUsd(1))).notes()).isEmpty();
    }
  }

  @Test
  void plan_whenATableIsCreatedAnew_thenHasAnotherIdentity() {
    try (TestTable table = TestTable.create(regions)) {
      SyncPlan first = plan(table);
      assertThat(first.replicas())
          .extracting(SyncPlan.ReplicaPlan::identity)
          .allMatch(identity -> identity.contains("table/" + TestTable.NAME))
          .isEqualTo(plan(table).replicas().stream().map(r -> r.identity()).toList());
      table.client(1).deleteTable(d -> d.tableName(TestTable.NAME));
      table.client(1).createTable(TableRequest.of(HASH));
      SyncPlan second = plan(table);
      assertThat(second.replicas().get(0).identity()).isEqualTo(first.replicas().get(0).identity());
      assertThat(second.replicas().get(1).identity())
          .isNotEqualTo(first.replicas().get(1).identity());
    }
  }

  @Test
  void maxReadUnits_whenTablesAreLarger_thenTheRunTakesAsLongAsTheyNeed() {
    try (TestTable table = TestTable.create(regions)) {
      for (int i = 0; i < 24; i++) {
        table.putEverywhere(live("item" + i, STAMP, "x".repeat(100_000)));
      }
      SyncReport free = table.sync();
      assertThat(table.sleeps()).isEmpty();
      double units = free.replicas().get(0).readUnits();
      assertThat(units).isGreaterThan(280);

      SyncReport limited = table.sync(limits(SyncLimits.DEFAULT.withMaxReadUnits(10)));
      assertThat(limited.identical()).isTrue();
      assertThat(limited.replicas().get(0).readUnits()).isEqualTo(units);
      // One page starts at once. Both regions' waits pass on the one clock that there is.
      assertThat(slept(table)).isBetween((units - Prices.PAGE_UNITS) / 10, 2 * units / 10 + 2);
    }
  }

  @Test
  void maxWriteUnits_whenMuchIsRepaired_thenTheRunTakesAsLongAsItNeeds() {
    try (TestTable table = TestTable.create(regions)) {
      for (int i = 0; i < 40; i++) {
        table.put(0, live("item" + i, STAMP, "x".repeat(5000)));
      }
      SyncReport report = table.sync(limits(SyncLimits.DEFAULT.withMaxWriteUnits(8)));
      assertThat(report.counts().repaired()).isEqualTo(40);
      double units = report.replicas().get(1).writeUnits();
      assertThat(units).isGreaterThanOrEqualTo(200);
      // One second's worth of calls and one call are not waited for.
      assertThat(slept(table)).isBetween((units - 8 - 5) / 8, units / 8 + 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeTable", "Scan", "BatchGetItem", "PutItem", "DeleteItem"})
  void run_whenARegionThrottlesForLong_thenSlowsDownAndEndsWell(String operation) {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", STAMP, "red"), tombstone("gone", STAMP));
      table.put(1, live("venus", STAMP, "white"), tombstone("gone", STAMP));
      regions
          .region(table.region(1))
          .inject(Fault.throttle().onOperation(operation).times(4 * Patience.MIN_THROTTLED_TRIES));
      SyncReport report = table.sync();
      assertThat(report.complete()).as(report.toText()).isTrue();
      assertThat(report.counts().repaired()).isEqualTo(2);
      assertThat(report.counts().purged()).isEqualTo(1);
      assertThat(slept(table)).isGreaterThan(10);
      assertThat(table.raw(0)).isEqualTo(table.raw(1)).hasSize(2);
    }
  }

  @Test
  void run_whenARegionThrottlesForEver_thenEndsWithTheCause() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", STAMP, "red"));
      regions.region(table.region(1)).inject(Fault.throttle().onOperation("Scan"));
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(table::sync)
          .withMessageContaining("us-west-1 can't be scanned")
          .withMessageContaining("for 10 minutes without any answer (raise the table's capacity");
      regions.heal();
    }
  }

  private static double slept(TestTable table) {
    return table.sleeps().stream().mapToLong(Duration::toNanos).sum() / 1e9;
  }

  private static SyncPlan plan(TestTable table) {
    List<SyncPlan> plans = new ArrayList<>();
    SyncListener listener =
        new SyncListener() {
          @Override
          public void onPlan(SyncPlan plan) {
            plans.add(plan);
          }
        };
    table.sync(SyncOptions.builder().listener(listener).build());
    return plans.get(0);
  }

  private static SyncOptions limits(SyncLimits limits) {
    return SyncOptions.builder().limits(limits).build();
  }
}
