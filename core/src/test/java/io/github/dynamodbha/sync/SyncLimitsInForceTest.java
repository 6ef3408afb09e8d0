package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestTable.HASH;
import static io.github.dynamodbha.sync.TestTable.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
      table.client(1).createTable(TestTable.request(HASH));
      SyncPlan second = plan(table);
      assertThat(second.replicas().get(0).identity()).isEqualTo(first.replicas().get(0).identity());
      assertThat(second.replicas().get(1).identity())
          .isNotEqualTo(first.replicas().get(1).identity());
    }
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
