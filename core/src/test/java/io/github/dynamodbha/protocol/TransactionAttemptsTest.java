package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.item;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static io.github.dynamodbha.protocol.ProtocolScene.tombstone;
import static io.github.dynamodbha.protocol.ProtocolScene.with;
import static io.github.dynamodbha.protocol.TransactionScene.ABSENT;
import static io.github.dynamodbha.protocol.TransactionScene.PRESENT;
import static io.github.dynamodbha.protocol.TransactionScene.cancelled;
import static io.github.dynamodbha.protocol.TransactionScene.named;
import static io.github.dynamodbha.protocol.TransactionScene.put;
import static io.github.dynamodbha.protocol.TransactionScene.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A transaction's way through rounds and regions. */
class TransactionAttemptsTest {
  private static final Map<String, AttributeValue> NEWER = live(others(30), "theirs");

  private final ProtocolScene scene = new ProtocolScene();
  private final TransactionScene transactions = new TransactionScene(scene);

  private String versionHeld(int region, String id) {
    Map<String, AttributeValue> item =
        scene.region(region).table(ScriptedRegions.TABLE).item(ItemKey.of(id)).orElseThrow();
    return Objects.requireNonNull(item.get("last_updated")).s();
  }

  @Test
  void rounds_whenSeveralItemsAreNewer_thenOneStampAboveTheNewestIsEnough() {
    scene.storeEverywhere(named("a", live(others(60), "theirs")));
    scene.storeEverywhere(named("b", live(others(30), "theirs")));

    ended(transactions.write(put("a", null), put("b", null)));

    assertThat(versionHeld(0, "b")).isGreaterThan(others(60).text());
    assertThat(scene.region(0).asked(TransactWriteItemsRequest.class)).hasSize(2);
  }

  @Test
  void rounds_whenSeveralDeletedItemsAreInTheWay_thenEachReasonIsItsOwn() {
    scene.storeEverywhere(named("a", tombstone(others(-20))));
    scene.storeEverywhere(named("b", tombstone(others(-20))));

    TransactionCanceledException refused =
        (TransactionCanceledException)
            failure(transactions.write(put("a", ABSENT), put("b", PRESENT)));

    assertThat(refused.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed");
  }

  @Test
  void rounds_whenActionsAndChecksAreAHundred_thenTheyFit() {
    TransactionPart[] parts = new TransactionPart[50];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = put("k" + i, ABSENT);
      scene.storeEverywhere(named("k" + i, tombstone(others(-20))));
    }

    assertThat(ended(transactions.write(parts)).stored()).containsExactly("east", "west", "south");
  }

  @Test
  void tombstone_whenAPutReplacesItWhole_thenItNeedNotBeBaredBefore() {
    scene.storeEverywhere(with(tombstone(others(-20)), "content", AttributeValue.fromS("ghost")));

    ended(transactions.write(put("a", ABSENT)));

    assertThat(scene.region(0).asked(PutItemRequest.class)).isEmpty();
  }

  @Test
  void nextRegion_whenAPutIsTriedThere_thenHasTheSameVersion() {
    scene.region(0).loseReply(TransactWriteItemsRequest.class, 1, ScriptedRegions.timeout());

    ended(transactions.write(put("a", null)));

    assertThat(versionHeld(1, "a")).isEqualTo(versionHeld(0, "a"));
  }

  @Test
  void nextRegion_whenAnUpdateIsTriedThere_thenHasALaterVersion() {
    scene.storeEverywhere(live(others(-20), "old"));
    scene.region(0).loseReply(TransactWriteItemsRequest.class, 1, ScriptedRegions.timeout());
    // Held back so that the first keeps the image that it made itself.
    scene.region(0).fail(PutItemRequest.class, 99, ScriptedRegions.timeout());
    scene.region(0).fail(TransactWriteItemsRequest.class, 99, ScriptedRegions.timeout());

    ended(transactions.write(update("a")));

    assertThat(versionHeld(1, "a")).isGreaterThan(versionHeld(0, "a"));
  }

  @Test
  void nextRegion_whenTheFirstKeepsSilent_thenHasTimeLeft() {
    scene.region(0).holdReply(TransactWriteItemsRequest.class);
    CompletableFuture<TransactionWritten> write = transactions.write(put("a", null));
    assertThat(write).isNotDone();

    scene.passTime();

    assertThat(ended(write).stored()).contains("west", "south");
  }

  @Test
  void refusal_whenAnAttemptBeforeWasRepeatedAndOvertaken_thenTheOutcomeIsUnknown() {
    overtake(ScriptedRegions.afterUnclear(cancelled(NEWER)));

    assertThat(told(transactions.write(put("a", ABSENT))).kind).isEqualTo("unknown");
  }

  @Test
  void refusal_whenTheAttemptBeforeWasSentOnce_thenIsTheCallersAnswer() {
    overtake(cancelled(NEWER));

    assertThat(failure(transactions.write(put("a", ABSENT))))
        .isInstanceOf(TransactionCanceledException.class);
  }

  @Test
  void update_whenAnAttemptThatMayHaveHappenedWasOvertaken_thenIsNotEvaluatedAgain() {
    overtake(ScriptedRegions.afterUnclear(cancelled(NEWER)));

    assertThat(told(transactions.write(update("a"))).kind).isEqualTo("unknown");
    assertThat(scene.region(0).asked(TransactWriteItemsRequest.class)).hasSize(1);
  }

  /** What the repeated attempt saw proves nothing of the one before. */
  @Test
  void refusal_whileAnAttemptBeforeMayStillArrive_thenTheOutcomeIsUnknown() {
    scene
        .region(0)
        .fail(
            TransactWriteItemsRequest.class,
            1,
            ScriptedRegions.afterUnclear(cancelled(live(others(-20), "old"))));

    assertThat(told(transactions.write(put("a", ABSENT))).kind).isEqualTo("unknown");
  }

  /** Whether the tombstone is gone by the attempt before can't be told once others wrote. */
  @Test
  void refusal_whenARepeatedAttemptFoundItsTombstoneGone_thenTheOutcomeIsUnknown() {
    Map<String, AttributeValue> tombstone = tombstone(others(-20));
    scene.storeEverywhere(tombstone);
    scene.region(0).before(TransactWriteItemsRequest.class, () -> {});
    scene
        .region(0)
        .fail(
            TransactWriteItemsRequest.class, 1, ScriptedRegions.afterUnclear(cancelled(tombstone)));
    scene.region(0).before(TransactWriteItemsRequest.class, () -> scene.storeEverywhere(NEWER));

    assertThat(told(transactions.write(put("a", ABSENT))).kind).isEqualTo("unknown");
  }

  /** What it made may be what the other writer built on. */
  @Test
  void update_whenARepeatedAttemptFoundItsTombstoneGone_thenIsNotEvaluatedOverWhatCameThen() {
    Map<String, AttributeValue> tombstone = tombstone(others(-20));
    scene.storeEverywhere(tombstone);
    scene.region(0).before(TransactWriteItemsRequest.class, () -> {});
    scene
        .region(0)
        .loseReply(
            TransactWriteItemsRequest.class, 1, ScriptedRegions.afterUnclear(cancelled(tombstone)));
    scene.region(0).before(TransactWriteItemsRequest.class, () -> scene.storeEverywhere(NEWER));

    assertThat(told(transactions.write(update("a"))).kind).isEqualTo("unknown");
    scene.assertAllHold(NEWER);
  }

  @Test
  void refusal_whenTheFirstRegionDiedWithItsReply_thenTheOutcomeIsUnknown() {
    scene.storeEverywhere(live(others(-20), "old"));
    scene
        .region(0)
        .fail(
            TransactWriteItemsRequest.class,
            9,
            ScriptedRegions.afterUnclear(ScriptedRegions.unknownHost()));

    assertThat(told(transactions.write(put("a", ABSENT))).kind).isEqualTo("unknown");
  }

  @Test
  void judge_whenItHasAPassing5xx_thenIsAskedOnceMoreBeforeAnother() {
    scene
        .region(0)
        .fail(
            TransactWriteItemsRequest.class, 1, ScriptedRegions.error(500, "InternalServerError"));

    ended(transactions.write(update("a")));

    assertThat(scene.region(0).asked(TransactWriteItemsRequest.class)).hasSize(2);
    assertThat(versionHeld(1, "a")).isEqualTo(versionHeld(0, "a"));
  }

  /** The first request is refused so, since another writer came first. */
  private void overtake(Throwable refusal) {
    scene.storeEverywhere(NEWER);
    scene.region(0).fail(TransactWriteItemsRequest.class, 1, refusal);
  }
}
