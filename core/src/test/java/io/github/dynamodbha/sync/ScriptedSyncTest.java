package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.SyncScene.live;
import static io.github.dynamodbha.sync.SyncScene.options;
import static io.github.dynamodbha.sync.SyncScene.tombstone;
import static io.github.dynamodbha.sync.SyncScene.unversioned;
import static io.github.dynamodbha.sync.SyncScene.version;
import static io.github.dynamodbha.sync.SyncScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** What a sync does with each kind of difference, and what it says of it. */
class ScriptedSyncTest {
  private static final Map<String, AttributeValue> OLD = live("a", version(20), "old");

  private static final Map<String, AttributeValue> NEW = live("a", version(10), "new");

  private final SyncScene scene = new SyncScene("east", "west", "south");

  @Test
  void sync_whenAllAreEqual_thenComparesAndWritesNothing() {
    scene.storeEverywhere(OLD);
    scene.storeEverywhere(unversioned("b", "same"));

    SyncReport report = scene.sync();

    assertThat(report.counts()).isEqualTo(new SyncCounts(2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(report.identical()).isTrue();
    assertThat(report.mode()).isEqualTo(SyncReport.Mode.SYNC);
    assertThat(report.started()).isEqualTo(SyncScene.NOW);
    assertThat(report.ended()).isEqualTo(SyncScene.NOW);
    assertThat(scene.regions.all())
        .allSatisfy(region -> assertThat(region.asked(PutItemRequest.class)).isEmpty());
    assertThat(report.replicas())
        .allSatisfy(
            replica -> {
              assertThat(replica.scannedItems()).isEqualTo(2);
              assertThat(replica.scannedBytes()).isPositive();
              assertThat(replica.estimatedItems()).isEqualTo(2);
              assertThat(replica.readUnits()).isEqualTo(2);
              assertThat(replica.writeUnits()).isZero();
              assertThat(replica.differing()).isEqualTo(KindCounts.NONE);
            });
  }

  @Test
  void progress_isToldBeforeAnythingIsRead() {
    scene.storeEverywhere(OLD);
    List<SyncProgress> told = new ArrayList<>();

    scene
        .reconciler()
        .sync(
            options()
                .listener(
                    new SyncListener() {
                      @Override
                      public void onProgress(SyncProgress progress) {
                        told.add(progress);
                      }
                    })
                .build());

    assertThat(told.get(0).phase()).isEqualTo(SyncProgress.Phase.SCAN);
    assertThat(told.get(0).replicas()).allMatch(replica -> replica.scannedItems() == 0);
    assertThat(told.get(told.size() - 1).replicas())
        .allMatch(replica -> replica.scannedItems() == 1);
  }

  @Test
  void sync_whenItHasEnded_thenACancellationLeavesItsThreadAlone() {
    Cancellation cancellation = new Cancellation();
    scene.reconciler().sync(options().cancellation(cancellation).build());

    cancellation.cancel();

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void sync_whenOneIsStaleAndOneLacksIt_thenBothGetTheWinner() {
    scene.store(0, OLD);
    scene.store(1, NEW);

    SyncReport report = scene.sync();

    assertThat(scene.allHold(NEW)).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0));
    Divergence divergence = report.divergences().get(0);
    assertThat(divergence.key()).isEqualTo(ItemKey.of("a"));
    assertThat(divergence.affected()).isEqualTo(Map.of("east", Kind.STALE, "south", Kind.MISSING));
    assertThat(divergence.winnerRegion()).isEqualTo("west");
    assertThat(divergence.winnerVersion()).isEqualTo(version(10));
    assertThat(divergence.deleted()).isFalse();
    assertThat(report.replicas().get(0).differing()).isEqualTo(new KindCounts(0, 1, 0));
    assertThat(report.replicas().get(1).differing()).isEqualTo(KindCounts.NONE);
    assertThat(report.replicas().get(2).differing()).isEqualTo(new KindCounts(1, 0, 0));
    assertThat(report.replicas().get(0).writeUnits()).isEqualTo(1);
    assertThat(report.replicas().get(1).writeUnits()).isZero();
    // One item scanned, and its key read again, the second time after it was missed in the south.
    assertThat(report.replicas().get(0).readUnits()).isEqualTo(3);
    assertThat(report.complete()).isTrue();
  }

  @Test
  void sync_whenRunAgain_thenFindsNothingToDo() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    scene.sync();

    assertThat(scene.sync().counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void sync_whenATombstoneIsNewest_thenItIsCarriedEverywhereAndPurged() {
    scene.store(0, OLD);
    scene.store(1, tombstone("a", version(10)));

    SyncReport report = scene.sync();

    assertThat(scene.noneHolds("a")).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0));
    assertThat(report.divergences().get(0).deleted()).isTrue();
    // Put and deleted again.
    assertThat(report.replicas().get(0).writeUnits()).isEqualTo(2);
  }

  @Test
  void sync_whenATombstoneLiesEverywhere_thenItIsPurged() {
    scene.storeEverywhere(tombstone("a", version(10)));

    SyncReport report = scene.sync();

    assertThat(scene.noneHolds("a")).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void sync_whenATombstoneIsYoungerThanTheGrace_thenItIsCarriedEverywhereAndStays() {
    scene.store(0, OLD);
    scene.store(1, tombstone("a", version(10)));
    scene.storeEverywhere(tombstone("b", version(10)));

    SyncReport report =
        scene.reconciler().sync(options().tombstoneGrace(Duration.ofSeconds(10)).build());

    assertThat(scene.allHold(tombstone("a", version(10)))).isTrue();
    assertThat(scene.allHold(tombstone("b", version(10)))).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(2, 1, 0, 1, 0, 1, 0, 2, 0, 0, 0));
  }

  @Test
  void sync_whenATombstoneIsOlderThanTheGrace_thenItIsPurged() {
    scene.storeEverywhere(tombstone("b", version(10)));

    assertThat(
            scene
                .reconciler()
                .sync(options().tombstoneGrace(Duration.ofMillis(9_999)).build())
                .counts()
                .purged())
        .isEqualTo(1);
    assertThat(scene.noneHolds("b")).isTrue();
  }

  @Test
  void sync_whenVersionsAreEqual_thenTheTombstoneWinsAndGoes() {
    scene.store(0, OLD);
    scene.store(1, tombstone("a", version(20)));
    scene.store(2, OLD);

    SyncReport report = scene.sync();

    assertThat(scene.noneHolds("a")).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0));
  }

  @Test
  void sync_whenVersionsAreEqualAndContentsDiffer_thenAllHoldOneOfThem() {
    scene.store(0, OLD);
    scene.store(1, live("a", version(20), "other"));
    scene.store(2, OLD);

    SyncReport report = scene.sync();

    assertThat(scene.held("a").stream().distinct()).hasSize(1);
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void sync_whenNoCopyHasAVersion_thenIsReportedAndLeftAlone() {
    scene.store(0, unversioned("a", "one"));
    scene.store(1, unversioned("a", "two"));

    SyncReport report = scene.sync();

    assertThat(scene.held("a").stream().distinct()).hasSize(3);
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0));
    assertThat(report.divergences().get(0).winnerRegion()).isNull();
    assertThat(report.divergences().get(0).affected())
        .isEqualTo(
            Map.of("east", Kind.CONFLICTING, "west", Kind.CONFLICTING, "south", Kind.MISSING));
  }

  @Test
  void sync_whenARegionIsPreferred_thenItsCopyWithoutVersionWins() {
    scene.store(0, unversioned("a", "one"));
    scene.store(1, unversioned("a", "two"));

    SyncReport report = scene.reconciler().sync(options().preferRegion("west").build());

    assertThat(scene.allHold(unversioned("a", "two"))).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void sync_whenAVersionCannotBeUsed_thenTheKeyIsSkippedAndTheRestGoesOn() {
    Map<String, AttributeValue> odd = with(OLD, "last_updated", AttributeValue.fromN("7"));
    scene.store(0, odd);
    scene.store(1, live("b", version(10), "b"));

    SyncReport report = scene.sync();

    assertThat(scene.held("a").get(0)).contains(odd);
    assertThat(scene.held("a").get(1)).isEmpty();
    assertThat(scene.allHold(live("b", version(10), "b"))).isTrue();
    assertThat(report.complete()).isFalse();
    assertThat(report.counts().skipped()).isEqualTo(1);
    assertThat(report.counts().repaired()).isEqualTo(1);
    assertThat(report.skipped().get(0).key()).isEqualTo(ItemKey.of("a"));
    assertThat(report.skipped().get(0).region()).isEqualTo("east");
    assertThat(report.skipped().get(0).reason()).contains("last_updated");
  }

  @Test
  void sync_whenATombstonesVersionCannotBeUsed_thenItIsNeverPurged() {
    Map<String, AttributeValue> odd =
        with(tombstone("a", version(10)), "last_updated", AttributeValue.fromS("yesterday"));
    scene.storeEverywhere(odd);

    SyncReport report = scene.sync();

    assertThat(scene.allHold(odd)).isTrue();
    assertThat(report.counts().skipped()).isEqualTo(1);
    assertThat(report.skipped().get(0).reason()).startsWith("tombstone not purged: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void sync_whateverThePages_thenAllAreCompared(int pageItems) {
    scene.regions.all().forEach(region -> region.service().pages(pageItems));
    for (int i = 0; i < 30; i++) {
      scene.storeEverywhere(live("same" + i, version(10), "same"));
      scene.store(i % 3, live("one" + i, version(10), "one"));
    }

    SyncReport report = scene.sync();

    assertThat(report.counts()).isEqualTo(new SyncCounts(60, 30, 30, 0, 0, 30, 0, 0, 0, 0, 0));
    assertThat(scene.held("one7")).doesNotContain(java.util.Optional.empty());
    assertThat(scene.verify().identical()).isTrue();
  }

  @Test
  void dryRun_thenTellsWhatASyncWouldDoAndWritesNothing() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    scene.storeEverywhere(tombstone("b", version(10)));
    scene.store(2, tombstone("c", version(10)));

    SyncReport report = scene.reconciler().sync(options().dryRun(true).build());

    assertThat(report.mode()).isEqualTo(SyncReport.Mode.DRY_RUN);
    assertThat(report.counts()).isEqualTo(new SyncCounts(3, 1, 1, 1, 0, 2, 2, 0, 0, 0, 0));
    assertThat(scene.regions.all())
        .allSatisfy(
            region -> {
              assertThat(region.asked(PutItemRequest.class)).isEmpty();
              assertThat(region.asked(DeleteItemRequest.class)).isEmpty();
            });
  }

  @Test
  void writes_thenAllCarryACondition() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    scene.store(0, tombstone("b", version(10)));
    scene.store(1, unversioned("c", "c"));

    scene.sync();

    assertThat(scene.regions.all().stream().flatMap(r -> r.asked(PutItemRequest.class).stream()))
        .isNotEmpty()
        .allSatisfy(put -> assertThat(put.conditionExpression()).isNotBlank());
    assertThat(scene.regions.all().stream().flatMap(r -> r.asked(DeleteItemRequest.class).stream()))
        .isNotEmpty()
        .allSatisfy(delete -> assertThat(delete.conditionExpression()).isNotBlank());
  }
}
