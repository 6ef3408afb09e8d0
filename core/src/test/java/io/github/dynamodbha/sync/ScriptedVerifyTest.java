package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.SyncScene.live;
import static io.github.dynamodbha.sync.SyncScene.options;
import static io.github.dynamodbha.sync.SyncScene.tombstone;
import static io.github.dynamodbha.sync.SyncScene.unversioned;
import static io.github.dynamodbha.sync.SyncScene.version;
import static io.github.dynamodbha.sync.SyncScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.ScriptedRegions;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** What verify reports, and what it takes for a write under way. */
class ScriptedVerifyTest {
  private static final Map<String, AttributeValue> OLD = live("a", version(20), "old");
  private static final Map<String, AttributeValue> NEW = live("a", version(10), "new");
  private static final Map<String, AttributeValue> NEWEST = live("a", version(1), "newest");

  private final SyncScene scene = new SyncScene("east", "west");

  /** Something happens between the two looks. */
  private void betweenLooks(Runnable change) {
    int[] looks = {0};
    scene
        .region(0)
        .before(
            BatchGetItemRequest.class,
            2,
            () -> {
              if (++looks[0] == 2) {
                change.run();
              }
            });
  }

  @Test
  void verify_whenARegionIsStale_thenReportsItAndWritesNothing() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    scene.storeEverywhere(live("b", version(10), "b"));

    SyncReport report = scene.verify();

    assertThat(report.identical()).isFalse();
    assertThat(report.counts()).isEqualTo(new SyncCounts(2, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0));
    assertThat(report.divergences().get(0).affected()).isEqualTo(Map.of("east", Kind.STALE));
    assertThat(report.divergences().get(0).winnerRegion()).isEqualTo("west");
    assertThat(scene.regions.all())
        .allSatisfy(region -> assertThat(region.asked(PutItemRequest.class)).isEmpty());
    assertThat(scene.sleeps).containsExactly(SyncOptions.DEFAULT.settle());
  }

  @Test
  void verify_whenNothingDiffers_thenWaitsForNothing() {
    scene.storeEverywhere(OLD);
    scene.storeEverywhere(tombstone("t", version(10)));

    SyncReport report = scene.verify();

    assertThat(report.counts()).isEqualTo(new SyncCounts(2, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0));
    assertThat(scene.sleeps).isEmpty();
    assertThat(scene.region(0).asked(DeleteItemRequest.class)).isEmpty();
  }

  @Test
  void verify_whenTheWriteReachesAllMeanwhile_thenIsIdentical() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    betweenLooks(() -> scene.store(0, NEW));

    SyncReport report = scene.verify();

    assertThat(report.identical()).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void verify_whenAScanWasOldOnly_thenNoSecondLookIsNeeded() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    scene.region(0).before(BatchGetItemRequest.class, () -> scene.store(0, NEW));

    assertThat(scene.verify().identical()).isTrue();
    assertThat(scene.sleeps).isEmpty();
  }

  @Test
  void verify_whenAllHaveMovedPastTheFirstWinner_thenTheDivergenceDidNotLast() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    betweenLooks(
        () -> {
          scene.store(0, live("a", version(5), "newer"));
          scene.store(1, NEWEST);
        });

    SyncReport report = scene.verify();

    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0));
  }

  @Test
  void verify_whenOneStillHoldsNoMoreThanTheFirstWinner_thenItIsBehind() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    betweenLooks(
        () -> {
          scene.store(0, NEW);
          scene.store(1, NEWEST);
        });

    SyncReport report = scene.verify();

    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void verify_whenAConflictComesMeanwhile_thenItIsReportedAllTheSame() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    betweenLooks(
        () -> {
          scene.store(0, NEWEST);
          scene.store(1, live("a", version(1), "conflict"));
        });

    assertThat(scene.verify().counts().conflicting()).isEqualTo(1);
  }

  @Test
  void verify_whenATombstoneReachesAllMeanwhile_thenItIsKept() {
    scene.store(0, OLD);
    scene.store(1, tombstone("a", version(10)));
    betweenLooks(() -> scene.storeEverywhere(tombstone("a", version(10))));

    assertThat(scene.verify().counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void verify_whenCopiesHaveNoVersion_thenReportsTheConflict() {
    scene.store(0, unversioned("a", "one"));
    scene.store(1, unversioned("a", "two"));

    assertThat(scene.verify().counts()).isEqualTo(new SyncCounts(1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void verify_whenAVersionCannotBeUsed_thenReportsTheKeyAndWhy() {
    scene.store(0, with(OLD, "last_updated", AttributeValue.fromN("7")));
    scene.store(1, NEW);

    SyncReport report = scene.verify();

    assertThat(report.identical()).isFalse();
    assertThat(report.complete()).isFalse();
    assertThat(report.counts().skipped()).isEqualTo(1);
    assertThat(report.counts().differing()).isEqualTo(1);
  }

  @Test
  void verify_whenARegionCannotBeReadAtTheFirstLook_thenTheKeyIsSkipped() {
    scene.store(0, NEW);
    scene.region(1).fail(BatchGetItemRequest.class, 1, ScriptedRegions.refusal());

    SyncReport report = scene.verify();

    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    assertThat(scene.sleeps).isEmpty();
  }

  @Test
  void verify_whenARegionCannotBeReadAtTheSecondLook_thenTheKeyIsSkipped() {
    scene.store(0, NEW);
    betweenLooks(
        () -> scene.region(1).fail(BatchGetItemRequest.class, 1, ScriptedRegions.refusal()));

    assertThat(scene.verify().counts()).isEqualTo(new SyncCounts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void progress_thenTellsEachPhaseAndHowMuchOfIt() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    List<SyncProgress.Phase> phases = new ArrayList<>();
    List<SyncProgress> all = new ArrayList<>();
    List<Divergence> told = new ArrayList<>();
    List<SyncPlan> plans = new ArrayList<>();
    SyncListener listener =
        new SyncListener() {
          @Override
          public void onPlan(SyncPlan plan) {
            plans.add(plan);
          }

          @Override
          public void onProgress(SyncProgress progress) {
            all.add(progress);
            if (phases.isEmpty() || phases.get(phases.size() - 1) != progress.phase()) {
              phases.add(progress.phase());
            }
          }

          @Override
          public void onDivergence(Divergence divergence) {
            told.add(divergence);
          }
        };

    SyncReport report =
        scene
            .reconciler()
            .verify(options().settle(Duration.ofSeconds(3)).listener(listener).build());

    assertThat(phases)
        .containsExactly(
            SyncProgress.Phase.SCAN,
            SyncProgress.Phase.CONFIRM,
            SyncProgress.Phase.SETTLE,
            SyncProgress.Phase.CONFIRM,
            SyncProgress.Phase.DONE);
    assertThat(plans).hasSize(1);
    assertThat(told).isEqualTo(report.divergences());
    SyncProgress last = all.get(all.size() - 1);
    assertThat(last.candidates()).isEqualTo(2);
    assertThat(last.confirmed()).isEqualTo(2);
    assertThat(last.counts()).isEqualTo(report.counts());
    assertThat(last.replicas().get(0).scannedItems()).isEqualTo(1);
    assertThat(last.replicas().get(0).readUnits()).isEqualTo(3);
    assertThat(scene.sleeps).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void sync_progress_thenCountsKeysOnce() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    scene.storeEverywhere(tombstone("t", version(10)));
    List<SyncProgress> all = new ArrayList<>();
    SyncListener listener =
        new SyncListener() {
          @Override
          public void onProgress(SyncProgress progress) {
            all.add(progress);
          }
        };

    scene.reconciler().sync(options().listener(listener).build());

    SyncProgress last = all.get(all.size() - 1);
    assertThat(last.phase()).isEqualTo(SyncProgress.Phase.DONE);
    assertThat(last.candidates()).isEqualTo(2);
    assertThat(last.confirmed()).isEqualTo(2);
    assertThat(all).anyMatch(progress -> progress.phase() == SyncProgress.Phase.REPAIR);
  }
}
