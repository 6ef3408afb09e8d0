package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.SyncScene.live;
import static io.github.dynamodbha.sync.SyncScene.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.ScriptedRegions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Repairs that meet other writers, lost replies and old looks. */
class ScriptedRepairsTest {
  private static final Map<String, AttributeValue> OLD = live("a", version(20), "old");

  private static final Map<String, AttributeValue> NEW = live("a", version(10), "new");

  private static final Map<String, AttributeValue> NEWEST = live("a", version(1), "newest");

  private final SyncScene scene = new SyncScene("east", "west");

  private static boolean isOf(String id, Map<String, AttributeValue> item) {
    return AttributeValue.fromS(id).equals(item.get("id"));
  }

  /** Lets time pass before so many of the first region's batch reads. */
  private void looksTake(int looks, Duration duration) {
    scene
        .region(0)
        .before(BatchGetItemRequest.class, looks, () -> scene.regions.timer().advance(duration));
  }

  @Test
  void repair_whenANewerWriteGetsThereFirst_thenItWins() {
    scene.store(0, NEW);
    scene.store(1, OLD);
    scene.region(1).before(PutItemRequest.class, () -> scene.store(1, NEWEST));

    SyncReport report = scene.sync();

    assertThat(scene.allHold(NEWEST)).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0));
    // The refused one is not reported by DynamoDB; the other went to the east.
    assertThat(report.replicas().get(0).writeUnits()).isEqualTo(1);
    assertThat(report.replicas().get(1).writeUnits()).isZero();
  }

  @Test
  void repair_whenAnotherSyncGetsThereFirst_thenTheKeyIsInSync() {
    scene.store(0, NEW);
    scene.store(1, OLD);
    scene.region(1).before(PutItemRequest.class, () -> scene.storeEverywhere(NEWEST));

    SyncReport report = scene.sync();

    assertThat(scene.allHold(NEWEST)).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0));
  }

  @Test
  void repair_whenItsReplyIsLost_thenItIsFoundToBeDone() {
    scene.store(0, NEW);
    scene.store(1, OLD);
    scene.region(1).loseReply(PutItemRequest.class, 1, ScriptedRegions.timeout());

    SyncReport report = scene.sync();

    assertThat(scene.allHold(NEW)).isTrue();
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0));
    assertThat(report.complete()).isTrue();
  }

  @Test
  void repair_whenTheKeyKeepsChanging_thenItIsLeftAfterThreeTries() {
    scene.store(0, NEW);
    int[] age = {1_000_000};
    scene
        .region(1)
        .before(
            PutItemRequest.class,
            10,
            () -> {
              scene.remove(1, "a");
              scene.store(1, live("a", version(Duration.ofNanos(age[0] * 1000L)), "mine"));
              scene.store(0, live("a", version(Duration.ofNanos(--age[0] * 1000L)), "theirs"));
              age[0]--;
            });

    SyncReport report = scene.sync();

    assertThat(scene.region(1).asked(PutItemRequest.class)).hasSize(3);
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1));
    assertThat(report.skipped().get(0).region()).isEqualTo("west");
    assertThat(report.skipped().get(0).reason()).contains("changed each time");
  }

  @Test
  void repair_whenItWaitedSoLongThatTheLookIsOld_thenItIsSentAfterAnotherLook() {
    scene.store(0, NEW);
    scene.store(1, OLD);
    looksTake(1, Duration.ofSeconds(61));

    SyncReport report = scene.sync();

    assertThat(scene.allHold(NEW)).isTrue();
    assertThat(scene.region(1).asked(PutItemRequest.class)).hasSize(1);
    assertThat(scene.region(1).asked(BatchGetItemRequest.class)).hasSize(2);
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void repair_whenALookIsAMinuteOld_thenItIsYoungEnough() {
    scene.store(0, NEW);
    scene.store(1, OLD);
    looksTake(1, Duration.ofSeconds(60));

    scene.sync();

    assertThat(scene.region(1).asked(BatchGetItemRequest.class)).hasSize(1);
  }

  @Test
  void repair_whenEveryLookGrowsOld_thenNothingIsSentAndTheReasonTold() {
    scene.store(0, NEW);
    scene.store(1, OLD);
    looksTake(9, Duration.ofSeconds(61));

    SyncReport report = scene.sync();

    assertThat(scene.region(1).asked(PutItemRequest.class)).isEmpty();
    assertThat(scene.held("a").get(1)).contains(OLD);
    assertThat(report.skipped().get(0).reason()).contains("grown old");
    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void repair_whenTheRegionRefusesIt_thenTheKeyIsSkippedAndTheRestGoesOn() {
    scene.store(0, NEW);
    scene.store(0, live("b", version(10), "b"));
    scene
        .region(1)
        .fail(
            request -> request instanceof PutItemRequest put && isOf("a", put.item()),
            9,
            ScriptedRegions.refusal());

    SyncReport report = scene.sync();

    assertThat(scene.allHold(live("b", version(10), "b"))).isTrue();
    assertThat(scene.held("a").get(1)).isEmpty();
    assertThat(report.complete()).isFalse();
    assertThat(report.counts()).isEqualTo(new SyncCounts(2, 0, 2, 0, 0, 1, 0, 0, 0, 0, 1));
    assertThat(report.skipped().get(0).reason())
        .startsWith("could not be repaired: ")
        .contains("ValidationException");
    // A refusal is an answer: there is no use in asking again.
    assertThat(scene.sleeps).isEmpty();
  }
}
