package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.item;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static io.github.dynamodbha.protocol.ProtocolScene.tombstone;
import static io.github.dynamodbha.protocol.ProtocolScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A transaction's way through rounds and regions. */
class TransactionAttemptsTest {
  private static final String ABSENT = "attribute_not_exists(id)";
  private static final String PRESENT = "attribute_exists(id)";

  private static final Map<String, AttributeValue> NEWER = live(others(30), "theirs");

  private final ProtocolScene scene = new ProtocolScene();

  private CompletableFuture<TransactionWritten> write(List<TransactionPart> parts) {
    return new TransactionProtocol(
            Map.of(ScriptedRegions.TABLE, scene.items),
            scene.items.size(),
            scene.clock,
            Acknowledge.ONE,
            CallSettings.NONE,
            new Misses(),
            scene.errors)
        .write(parts, scene.regions.deadline());
  }

  private static Map<String, AttributeValue> named(String id, Map<String, AttributeValue> item) {
    return with(item, "id", AttributeValue.fromS(id));
  }

  private static TransactionPart put(String id, @Nullable String condition) {
    Map<String, AttributeValue> item = named(id, item("new"));
    return new TransactionPart.Write(
        ScriptedRegions.TABLE,
        new JudgedPut(
            item,
            version -> ProtocolScene.FORMAT.stamp(item, version),
            false,
            ConditionalRequest.of(
                PutItemRequest.builder().conditionExpression(condition).build(),
                ScriptedRegions.TABLE)));
  }

  private static TransactionPart update(String id) {
    return new TransactionPart.Write(
        ScriptedRegions.TABLE,
        JudgedUpdate.of(
            UpdateItemRequest.builder()
                .tableName(ScriptedRegions.TABLE)
                .key(Map.of("id", AttributeValue.fromS(id)))
                .updateExpression("SET added = :added")
                .expressionAttributeValues(Map.of(":added", AttributeValue.fromS("yes")))
                .build(),
            ScriptedRegions.TABLE));
  }

  private String versionHeld(int region, String id) {
    Map<String, AttributeValue> item =
        scene.region(region).table(ScriptedRegions.TABLE).item(ItemKey.of(id)).orElseThrow();
    return Objects.requireNonNull(item.get("last_updated")).s();
  }

  @Test
  void rounds_whenSeveralItemsAreNewer_thenOneStampAboveTheNewestIsEnough() {
    scene.storeEverywhere(named("a", live(others(60), "theirs")));
    scene.storeEverywhere(named("b", live(others(30), "theirs")));

    ended(write(List.of(put("a", null), put("b", null))));

    assertThat(versionHeld(0, "b")).isGreaterThan(others(60).text());
    assertThat(scene.region(0).asked(TransactWriteItemsRequest.class)).hasSize(2);
  }

  @Test
  void rounds_whenSeveralDeletedItemsAreInTheWay_thenEachReasonIsItsOwn() {
    scene.storeEverywhere(named("a", tombstone(others(-20))));
    scene.storeEverywhere(named("b", tombstone(others(-20))));

    TransactionCanceledException refused =
        (TransactionCanceledException) failure(write(List.of(put("a", ABSENT), put("b", PRESENT))));

    assertThat(refused.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed");
  }

  @Test
  void rounds_whenActionsAndChecksAreAHundred_thenTheyFit() {
    List<TransactionPart> parts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      parts.add(put("k" + i, ABSENT));
      scene.storeEverywhere(named("k" + i, tombstone(others(-20))));
    }

    assertThat(ended(write(parts)).stored()).containsExactly("east", "west", "south");
  }

  @Test
  void tombstone_whenAPutReplacesItWhole_thenItNeedNotBeBaredBefore() {
    scene.storeEverywhere(with(tombstone(others(-20)), "content", AttributeValue.fromS("ghost")));

    ended(write(List.of(put("a", ABSENT))));

    assertThat(scene.region(0).asked(PutItemRequest.class)).isEmpty();
  }

  @Test
  void nextRegion_whenAPutIsTriedThere_thenHasTheSameVersion() {
    scene.region(0).loseReply(TransactWriteItemsRequest.class, 1, ScriptedRegions.timeout());

    ended(write(List.of(put("a", null))));

    assertThat(versionHeld(1, "a")).isEqualTo(versionHeld(0, "a"));
  }

  @Test
  void nextRegion_whenAnUpdateIsTriedThere_thenHasALaterVersion() {
    scene.storeEverywhere(live(others(-20), "old"));
    scene.region(0).loseReply(TransactWriteItemsRequest.class, 1, ScriptedRegions.timeout());
    // Held back so that the first keeps the image that it made itself.
    scene.region(0).fail(PutItemRequest.class, 99, ScriptedRegions.timeout());
    scene.region(0).fail(TransactWriteItemsRequest.class, 99, ScriptedRegions.timeout());

    ended(write(List.of(update("a"))));

    assertThat(versionHeld(1, "a")).isGreaterThan(versionHeld(0, "a"));
  }

  @Test
  void nextRegion_whenTheFirstKeepsSilent_thenHasTimeLeft() {
    scene.region(0).holdReply(TransactWriteItemsRequest.class);
    CompletableFuture<TransactionWritten> write = write(List.of(put("a", null)));
    assertThat(write).isNotDone();

    scene.passTime();

    assertThat(ended(write).stored()).contains("west", "south");
  }

  @Test
  void refusal_whenAnAttemptBeforeWasRepeatedAndOvertaken_thenTheOutcomeIsUnknown() {
    overtake(ScriptedRegions.afterUnclear(cancelled(NEWER)));

    assertThat(told(write(List.of(put("a", ABSENT)))).kind).isEqualTo("unknown");
  }

  @Test
  void refusal_whenTheAttemptBeforeWasSentOnce_thenIsTheCallersAnswer() {
    overtake(cancelled(NEWER));

    assertThat(failure(write(List.of(put("a", ABSENT)))))
        .isInstanceOf(TransactionCanceledException.class);
  }

  @Test
  void update_whenAnAttemptThatMayHaveHappenedWasOvertaken_thenIsNotEvaluatedAgain() {
    overtake(ScriptedRegions.afterUnclear(cancelled(NEWER)));

    assertThat(told(write(List.of(update("a")))).kind).isEqualTo("unknown");
    assertThat(scene.region(0).asked(TransactWriteItemsRequest.class)).hasSize(1);
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

    assertThat(told(write(List.of(put("a", ABSENT)))).kind).isEqualTo("unknown");
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

    assertThat(told(write(List.of(put("a", ABSENT)))).kind).isEqualTo("unknown");
  }

  @Test
  void judge_whenItHasAPassing5xx_thenIsAskedOnceMoreBeforeAnother() {
    scene
        .region(0)
        .fail(
            TransactWriteItemsRequest.class, 1, ScriptedRegions.error(500, "InternalServerError"));

    ended(write(List.of(update("a"))));

    assertThat(scene.region(0).asked(TransactWriteItemsRequest.class)).hasSize(2);
    assertThat(versionHeld(1, "a")).isEqualTo(versionHeld(0, "a"));
  }

  /** The first request is refused so, since another writer came first. */
  private void overtake(Throwable refusal) {
    scene.storeEverywhere(NEWER);
    scene.region(0).fail(TransactWriteItemsRequest.class, 1, refusal);
  }

  private static TransactionCanceledException cancelled(Map<String, AttributeValue> held) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            CancellationReason.builder().code("ConditionalCheckFailed").item(held).build())
        .numAttempts(1)
        .statusCode(400)
        .build();
  }
}
