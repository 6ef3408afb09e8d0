package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.SyncScene.live;
import static io.github.dynamodbha.sync.SyncScene.options;
import static io.github.dynamodbha.sync.SyncScene.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What a run asks before it reads, and what it refuses. */
class ScriptedPlanTest {
  private final SyncScene scene = new SyncScene("east", "west");

  private void assertRefused(String... parts) {
    assertThatThrownBy(scene::sync)
        .isInstanceOf(SyncException.class)
        .hasMessageContainingAll(parts);
    assertThat(scene.regions.all())
        .allSatisfy(region -> assertThat(region.asked(ScanRequest.class)).isEmpty());
  }

  @Test
  void plan_whenKeysDiffer_thenNamesBoth() {
    scene.region(1).create(ScriptedRegions.TABLE, schema("other", ScalarAttributeType.S, null));

    assertRefused("different keys", "east has hash key id (S)", "west has hash key other (S)");
  }

  @Test
  void plan_whenOneHasARangeKey_thenNamesBoth() {
    scene.region(1).create(ScriptedRegions.TABLE, schema("id", ScalarAttributeType.S, "at"));

    assertRefused("no range key, but", "range key at (N)");
  }

  @Test
  void plan_whenTheKeysTypeDiffers_thenNamesBoth() {
    scene.region(1).create(ScriptedRegions.TABLE, schema("id", ScalarAttributeType.N, null));

    assertRefused("id (S)", "id (N)");
  }

  private static KeySchema schema(String hash, ScalarAttributeType type, @Nullable String range) {
    return new KeySchema(hash, type, range, range == null ? null : ScalarAttributeType.N);
  }

  @Test
  void plan_whenATableIsMissing_thenNamesItsRegion() {
    scene
        .region(1)
        .fail(
            DescribeTableRequest.class, 9, ScriptedRegions.error(400, "ResourceNotFoundException"));

    assertRefused("The table is missing: users in region west. Create it");
  }

  @Test
  void plan_whenTheTableIsMissingEverywhere_thenSaysSo() {
    scene
        .regions
        .all()
        .forEach(
            region ->
                region.fail(
                    DescribeTableRequest.class,
                    9,
                    ScriptedRegions.error(400, "ResourceNotFoundException")));

    assertRefused("users in region east, users in region west (every region). Create it");
  }

  @Test
  void plan_whenARegionDoesNotAnswer_thenNamesItWithTheCause() {
    scene.region(0).fail(ScriptedRegions.unknownHost());

    assertRefused("Region east (http://east.invalid) can't describe table users", "no host");
  }

  @ParameterizedTest
  @EnumSource(
      value = TableStatus.class,
      names = {"CREATING", "DELETING"})
  void plan_whenATableIsNotThereYetOrNoLonger_thenIsRefused(TableStatus status) {
    scene.region(1).service().describe(status, 0);

    assertRefused("users in region west is " + status);
  }

  @Test
  void plan_whenATableIsUpdating_thenIsRead() {
    scene.region(1).service().describe(TableStatus.UPDATING, 0);

    assertThat(scene.sync().complete()).isTrue();
  }

  @Test
  void plan_whenATimeToLiveIsNotTold_thenTheReportSaysSo() {
    scene
        .region(1)
        .fail(DescribeTimeToLiveRequest.class, 9, ScriptedRegions.error(400, "AccessDenied"));

    assertThat(scene.sync().notes())
        .singleElement()
        .asString()
        .contains("west does not tell its time to live", "AccessDenied", "taken as none");
  }

  @Test
  void plan_whenATimeToLiveCannotBeAskedFor_thenNothingIsCompared() {
    scene.region(1).fail(DescribeTimeToLiveRequest.class, 99, ScriptedRegions.unknownHost());

    assertRefused("west", "no host");
  }

  @ParameterizedTest
  @EnumSource(
      value = TimeToLiveStatus.class,
      names = {"ENABLED", "ENABLING", "DISABLED", "DISABLING"})
  void plan_thenNamesTheTimeToLiveThatIsInForce(TimeToLiveStatus status) {
    scene.region(1).service().timeToLive(status, "expires");
    List<SyncPlan> plans = new ArrayList<>();

    scene
        .reconciler()
        .verify(
            options()
                .listener(
                    new SyncListener() {
                      @Override
                      public void onPlan(SyncPlan plan) {
                        plans.add(plan);
                      }
                    })
                .build());

    assertThat(plans.get(0).timeToLiveAttributes())
        .isEqualTo(
            status.name().startsWith("ENAB") ? java.util.Set.of("expires") : java.util.Set.of());
  }

  @Test
  void plan_thenTellsSizesUnitsAndCost() {
    scene.storeEverywhere(live("a", version(1), "x"));
    scene.region(0).service().describe(TableStatus.ACTIVE, 8_192_001);
    List<SyncPlan> plans = new ArrayList<>();

    SyncReport report =
        scene
            .reconciler()
            .verify(
                options()
                    .listener(
                        new SyncListener() {
                          @Override
                          public void onPlan(SyncPlan plan) {
                            plans.add(plan);
                          }
                        })
                    .build());

    SyncPlan plan = plans.get(0);
    SyncPlan.ReplicaPlan east = plan.replicas().get(0);
    assertThat(plan.regions()).containsExactly("east", "west");
    assertThat(plan.keys()).isEqualTo(ScriptedRegions.KEYS);
    assertThat(plan.segments()).isEqualTo(report.segments()).isPositive();
    assertThat(east.tableName()).isEqualTo("users");
    assertThat(east.itemCount()).isEqualTo(1);
    assertThat(east.sizeBytes()).isEqualTo(8_192_001);
    // 2,001 blocks of 4 KB for half a unit each.
    assertThat(east.readUnits()).isEqualTo(1000.5);
    assertThat(east.costUsd()).isEqualTo(1000.5 * 0.125e-6);
    assertThat(report.estimatedCostUsd()).isEqualTo(1000.5 * 0.125e-6);
    assertThat(report.replicas().get(0).estimatedReadUnits()).isEqualTo(1000.5);
  }

  @Test
  void plan_whenItShouldCostTooMuch_thenNothingIsRead() {
    scene.region(0).service().describe(TableStatus.ACTIVE, 1L << 40);

    assertThatThrownBy(
            () ->
                scene
                    .reconciler()
                    .sync(options().limits(SyncLimits.DEFAULT.withMaxCostUsd(1)).build()))
        .isInstanceOf(CostLimitException.class);
    assertThat(scene.region(0).asked(ScanRequest.class)).isEmpty();
  }

  @Test
  void reconciler_whenThePreferredRegionIsUnknown_thenIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.reconciler().sync(options().preferRegion("north").build()))
        .withMessageContaining("north")
        .withMessageContaining("[east, west]");
  }

  @Test
  void reconciler_whenRegionsAreTooFewOrManyOrTwice_thenIsRefused() {
    Replica east = scene.region(0).replica(ScriptedRegions.TABLE);
    List<Replica> many = new ArrayList<>();
    for (int i = 0; i < 33; i++) {
      many.add(
          new io.github.dynamodbha.replica.ScriptedRegion("r" + i, scene.regions.timer())
              .replica("t"));
    }
    for (List<Replica> bad : List.of(List.of(east), many)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reconciler(bad))
          .withMessageContaining("2 to 32 regions, but " + bad.size());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reconciler(Collections.nCopies(2, east)))
        .withMessageContaining("east is given twice");
    assertThat(reconciler(many.subList(0, 32))).isNotNull();
  }

  private static Reconciler reconciler(List<Replica> replicas) {
    return new Reconciler(
        replicas, io.github.dynamodbha.item.ItemFormat.DEFAULT, () -> SyncScene.NOW);
  }

  @Test
  void reconciler_whenARunIsUnderWay_thenAnotherIsRefusedAndLaterOnesAreNot() {
    Reconciler reconciler = scene.reconciler();
    scene
        .region(0)
        .before(
            ScanRequest.class,
            () ->
                assertThatIllegalStateException()
                    .isThrownBy(() -> reconciler.verify(SyncOptions.DEFAULT))
                    .withMessageContaining("running already"));

    assertThat(reconciler.sync(options().build()).complete()).isTrue();
    assertThat(reconciler.sync(options().build()).complete()).isTrue();
  }

  @Test
  void run_whenCancelled_thenEndsAndSaysThatTheTablesAreSound() {
    Cancellation cancellation = new Cancellation();
    scene.region(0).before(ScanRequest.class, cancellation::cancel);
    scene.region(0).fail(ScanRequest.class, 9, ScriptedRegions.unknownHost());

    assertThatThrownBy(() -> scene.reconciler().sync(options().cancellation(cancellation).build()))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("cancelled")
        .hasMessageContaining("run it again to go on");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void run_whenTheThreadIsInterrupted_thenEndsAndKeepsTheFlag() {
    scene.region(0).before(ScanRequest.class, () -> Thread.currentThread().interrupt());

    assertThatThrownBy(scene::sync)
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
