package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.SyncScene.live;
import static io.github.dynamodbha.sync.SyncScene.options;
import static io.github.dynamodbha.sync.SyncScene.tombstone;
import static io.github.dynamodbha.sync.SyncScene.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.replica.ScriptedRegions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** What a sync makes of regions that fail and of others that write meanwhile. */
class ScriptedFaultsTest {
  private static final Map<String, AttributeValue> NEW = live("a", version(10), "new");

  private static final Map<String, AttributeValue> NEWEST = live("a", version(1), "newest");

  private final SyncScene scene = new SyncScene("east", "west");

  @Test
  void confirmation_whenOneKeySpoilsItsBatch_thenTheOthersAreRepaired() {
    for (int i = 0; i < 20; i++) {
      scene.store(0, live("k" + i, version(10), "x"));
    }
    scene
        .region(1)
        .fail(
            request ->
                request instanceof BatchGetItemRequest batch
                    && batch.requestItems().values().stream()
                        .flatMap(keys -> keys.keys().stream())
                        .anyMatch(key -> isOf("k3", key)),
            9,
            ScriptedRegions.refusal());

    SyncReport report = scene.sync();

    assertThat(report.counts()).isEqualTo(new SyncCounts(20, 0, 19, 0, 0, 19, 0, 0, 0, 0, 1));
    assertThat(report.skipped()).hasSize(1);
    assertThat(report.skipped().get(0).key().hashKey().s()).isEqualTo("k3");
    assertThat(report.skipped().get(0).region()).isEqualTo("west");
    assertThat(report.skipped().get(0).reason()).startsWith("could not be read: ");
  }

  @Test
  void confirmation_whenTheRegionIsSickForAWhile_thenIsRepeatedAfterGrowingDelays() {
    scene.store(0, NEW);
    scene.region(1).fail(BatchGetItemRequest.class, 3, ScriptedRegions.unknownHost());

    SyncReport report = scene.sync();

    assertThat(scene.allHold(NEW)).isTrue();
    assertThat(report.complete()).isTrue();
    assertThat(scene.sleeps).hasSize(3).isSorted();
    assertThat(scene.sleeps.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(scene.sleeps.get(2)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
  }

  @Test
  void confirmation_whenARegionIsGone_thenItsKeysAreSkippedAndItIsGivenUpSoon() {
    for (int i = 0; i < 80; i++) {
      scene.store(0, live("k" + i, version(10), "x"));
    }
    scene
        .region(1)
        .fail(BatchGetItemRequest.class, Integer.MAX_VALUE, ScriptedRegions.unknownHost());

    SyncReport report = scene.sync();

    assertThat(report.counts()).isEqualTo(new SyncCounts(80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 80));
    // Three calls with five tries each; then no more.
    assertThat(scene.region(1).asked(BatchGetItemRequest.class)).hasSize(15);
    assertThat(scene.region(1).asked(PutItemRequest.class)).isEmpty();
  }

  @Test
  void purge_whenARegionFails_thenTheTombstoneStaysThereAndTheNextRunEndsIt() {
    scene.storeEverywhere(tombstone("a", version(10)));
    scene.region(1).fail(DeleteItemRequest.class, Integer.MAX_VALUE, ScriptedRegions.unknownHost());

    SyncReport report = scene.sync();

    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    assertThat(report.skipped().get(0).reason()).startsWith("could not be purged: ");
    assertThat(scene.held("a").get(0)).isEmpty();
    assertThat(scene.held("a").get(1)).contains(tombstone("a", version(10)));
    scene.region(1).heal();
    assertThat(scene.sync().counts()).isEqualTo(new SyncCounts(1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0));
    assertThat(scene.noneHolds("a")).isTrue();
  }

  @Test
  void purge_whenARegionWasGivenUp_thenNoTombstoneIsTouchedAnywhere() {
    for (int i = 0; i < 8; i++) {
      scene.storeEverywhere(tombstone("t" + i, version(10)));
      scene.store(0, live("k" + i, version(10), "x"));
    }
    scene.region(1).fail(PutItemRequest.class, Integer.MAX_VALUE, ScriptedRegions.unknownHost());

    SyncReport report = scene.sync();

    assertThat(scene.region(0).asked(DeleteItemRequest.class)).isEmpty();
    assertThat(report.counts().purged()).isZero();
    assertThat(report.counts().skipped()).isEqualTo(16);
    assertThat(report.skipReasons())
        .anySatisfy(
            reason -> {
              assertThat(reason.region()).isEqualTo("west");
              assertThat(reason.count()).isEqualTo(8);
              assertThat(reason.reason()).contains("no longer answers");
            });
  }

  @Test
  void purge_whenTheItemIsWrittenAnewMeanwhile_thenItStays() {
    scene.storeEverywhere(tombstone("a", version(10)));
    scene.region(1).before(DeleteItemRequest.class, () -> scene.storeEverywhere(NEWEST));

    SyncReport report = scene.sync();

    assertThat(scene.held("a").get(1)).contains(NEWEST);
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0));
    assertThat(report.replicas().get(1).writeUnits()).isZero();
  }

  @Test
  void purge_whenTheReplyToADeletionIsLost_thenItCountsAsPurged() {
    scene.storeEverywhere(tombstone("a", version(10)));
    scene.region(1).loseReply(DeleteItemRequest.class, 1, ScriptedRegions.timeout());

    SyncReport report = scene.sync();

    assertThat(scene.noneHolds("a")).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void purge_whenTheReplyIsLostAndTheRegionCannotBeReadThen_thenItIsSkipped() {
    scene.storeEverywhere(tombstone("a", version(10)));
    scene.region(1).loseReply(DeleteItemRequest.class, 1, ScriptedRegions.timeout());
    scene.region(1).fail(BatchGetItemRequest.class, 9, ScriptedRegions.refusal());

    SyncReport report = scene.sync();

    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void scan_whenARegionCannotBeRead_thenTheRunEndsAndSaysWhichOne() {
    scene.store(0, NEW);
    scene.region(1).fail(ScanRequest.class, Integer.MAX_VALUE, ScriptedRegions.unknownHost());

    assertThatThrownBy(scene::sync)
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("west")
        .hasMessageContaining("no host");
    assertThat(scene.held("a").get(1)).isEmpty();
  }

  @Test
  void scan_whenARegionIsSickForAWhile_thenTheRunGoesOn() {
    scene.store(0, NEW);
    scene.region(1).fail(ScanRequest.class, 4, ScriptedRegions.unknownHost());

    assertThat(scene.sync().counts().repaired()).isEqualTo(1);
    assertThat(scene.sleeps).hasSize(4);
  }

  @Test
  void scan_whenThrottled_thenIsRepeatedForTenMinutes() {
    scene.store(0, NEW);
    scene
        .region(1)
        .fail(
            ScanRequest.class,
            60,
            ScriptedRegions.error(400, "ProvisionedThroughputExceededException"));

    assertThat(scene.sync().counts().repaired()).isEqualTo(1);
    assertThat(scene.region(1).asked(ScanRequest.class)).hasSizeGreaterThan(60);
  }

  @Test
  void limits_whenUnitsPerSecondAreGiven_thenTheRunTakesAsLong() {
    for (int i = 0; i < 100; i++) {
      scene.storeEverywhere(live("k" + i, version(10), "x"));
    }
    scene.regions.all().forEach(region -> region.service().pages(10));

    SyncReport report =
        scene.reconciler().sync(options().limits(SyncLimits.DEFAULT.withMaxReadUnits(20)).build());

    assertThat(report.counts().inSync()).isEqualTo(100);
    assertThat(Duration.between(report.started(), report.ended()))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(14));
  }

  private static boolean isOf(String id, Map<String, AttributeValue> item) {
    return AttributeValue.fromS(id).equals(item.get("id"));
  }
}
