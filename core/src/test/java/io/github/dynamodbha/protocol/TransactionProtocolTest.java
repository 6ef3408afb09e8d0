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
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Transactions: all or nothing where they are judged, and then everywhere. */
class TransactionProtocolTest {
  private static final String ABSENT = "attribute_not_exists(id)";
  private static final String PRESENT = "attribute_exists(id)";
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private final ProtocolScene scene = new ProtocolScene();

  private TransactionProtocol transactions(Acknowledge acknowledge) {
    return new TransactionProtocol(
        Map.of(ScriptedRegions.TABLE, scene.items),
        scene.items.size(),
        scene.clock,
        acknowledge,
        CallSettings.NONE,
        new Misses(),
        scene.errors);
  }

  private CompletableFuture<TransactionWritten> write(TransactionPart... parts) {
    return transactions(Acknowledge.ONE).write(List.of(parts), scene.regions.deadline());
  }

  private static Map<String, AttributeValue> named(String id, Map<String, AttributeValue> item) {
    return with(item, "id", AttributeValue.fromS(id));
  }

  private static ConditionalRequest request(@Nullable String condition) {
    return ConditionalRequest.of(
        PutItemRequest.builder()
            .conditionExpression(condition)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build(),
        ScriptedRegions.TABLE);
  }

  private static TransactionPart put(String id, @Nullable String condition) {
    Map<String, AttributeValue> item = named(id, item("new"));
    return new TransactionPart.Write(
        ScriptedRegions.TABLE,
        new JudgedPut(
            item, version -> ProtocolScene.FORMAT.stamp(item, version), false, request(condition)));
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

  private static TransactionPart check(String id, String condition) {
    return new TransactionPart.Check(
        ScriptedRegions.TABLE, Map.of("id", AttributeValue.fromS(id)), request(condition));
  }

  private Optional<Map<String, AttributeValue>> held(int region, String id) {
    return scene.region(region).table(ScriptedRegions.TABLE).item(ItemKey.of(id));
  }

  private void assertAllHold(String id, String content) {
    for (int region = 0; region < 3; region++) {
      assertThat(held(region, id).orElseThrow())
          .as("region %s", region)
          .containsEntry("content", AttributeValue.fromS(content))
          .isEqualTo(held(0, id).orElseThrow());
    }
  }

  @Test
  void transaction_whenAllConditionsHold_thenAllIsWrittenEverywhereWithOneVersion() {
    TransactionWritten written = ended(write(put("a", ABSENT), put("b", null)));

    assertThat(written.stored()).containsExactly("east", "west", "south");
    assertThat(written.missed()).isEmpty();
    assertThat(written.answer()).isNotNull();
    assertAllHold("a", "new");
    assertAllHold("b", "new");
    assertThat(held(0, "a").orElseThrow().get("last_updated"))
        .isEqualTo(held(2, "b").orElseThrow().get("last_updated"));
    // To the others as one transaction too.
    assertThat(scene.region(1).asked(TransactWriteItemsRequest.class)).hasSize(1);
    assertThat(scene.region(1).asked(PutItemRequest.class)).isEmpty();
  }

  @Test
  void transaction_whenOneConditionFails_thenNothingIsWrittenAndTheReasonIsTold() {
    scene.storeEverywhere(OLD);

    TransactionCanceledException refused =
        (TransactionCanceledException) failure(write(put("b", null), put("a", ABSENT)));

    assertThat(refused.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed");
    assertThat(refused.cancellationReasons().get(1).item()).isEqualTo(item("old"));
    assertThat(refused.awsErrorDetails().errorMessage()).endsWith("[None, ConditionalCheckFailed]");
    assertThat(held(0, "b")).isEmpty();
    scene.assertAllHold(OLD);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void transaction_whenADeletedItemLiesThere_thenItsConditionSeesNone() {
    scene.storeEverywhere(tombstone(others(-20)));

    ended(write(put("a", ABSENT), put("b", null)));

    assertAllHold("a", "new");
    assertAllHold("b", "new");
  }

  @Test
  void transaction_whenADeletedItemLiesThereAndOneIsRequired_thenIsRefused() {
    scene.storeEverywhere(tombstone(others(-20)));

    TransactionCanceledException refused =
        (TransactionCanceledException) failure(write(put("b", null), put("a", PRESENT)));

    assertThat(refused.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed");
    assertThat(held(0, "b")).isEmpty();
    scene.assertAllHold(tombstone(others(-20)));
  }

  @Test
  void check_whenItHolds_thenIsNotWritten() {
    scene.storeEverywhere(OLD);

    ended(write(check("a", PRESENT), put("b", null)));

    scene.assertAllHold(OLD);
    assertAllHold("b", "new");
  }

  @Test
  void check_whenItFails_thenNothingIsWritten() {
    assertThat(failure(write(check("a", PRESENT), put("b", null))))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(held(0, "b")).isEmpty();
  }

  @Test
  void check_ofADeletedItem_thenSeesNone() {
    scene.storeEverywhere(tombstone(others(-20)));

    assertThat(failure(write(check("a", PRESENT), put("b", null))))
        .isInstanceOf(TransactionCanceledException.class);
    ended(write(check("a", ABSENT), put("b", null)));

    assertAllHold("b", "new");
    scene.assertAllHold(tombstone(others(-20)));
  }

  @Test
  void transaction_whenSomethingNewerLiesWhereItIsJudged_thenIsStampedAboveIt() {
    scene.storeEverywhere(live(others(30), "theirs"));

    ended(write(put("a", PRESENT), put("b", null)));

    assertAllHold("a", "new");
    assertThat(Objects.requireNonNull(held(0, "a").orElseThrow().get("last_updated")).s())
        .isGreaterThan(others(30).text());
  }

  @Test
  void transaction_whenSomethingNewerLiesElsewhere_thenItIsReplacedThereItemByItem() {
    scene.store(1, live(others(30), "theirs"));

    TransactionWritten written = ended(write(put("a", null), put("b", null)));

    assertThat(written.stored()).contains("east", "south");
    assertAllHold("a", "new");
    assertAllHold("b", "new");
  }

  @Test
  void transaction_whenTheFirstRegionIsDown_thenTheNextJudges() {
    scene.region(0).fail(ScriptedRegions.unknownHost());

    TransactionWritten written = ended(write(put("a", ABSENT)));

    assertThat(written.stored()).containsExactly("west", "south");
    assertThat(written.missed()).containsOnlyKeys("east");
    assertThat(held(1, "a")).isPresent();
  }

  @Test
  void transaction_whenTheFirstMayHaveCarriedItOutAndTheNextRefuses_thenTheOutcomeIsUnknown() {
    scene.storeEverywhere(OLD);
    scene.region(0).fail(TransactWriteItemsRequest.class, 9, ScriptedRegions.timeout());

    assertThat(told(write(put("a", ABSENT))).kind).isEqualTo("unknown");
  }

  @Test
  void transaction_whenAllFail_thenEveryCauseIsTold() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.unknownHost()));

    ProtocolScene.Told told = told(write(put("a", null)));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told.failures).containsOnlyKeys("east", "west", "south");
  }

  @Test
  void transaction_whenAllMayHaveCarriedItOut_thenTheOutcomeIsUnknown() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.timeout()));

    assertThat(told(write(put("a", null)))).hasMessageContaining("although no region says so");
  }

  @Test
  void transaction_whenTheJudgeIsThrottled_thenNoOtherJudges() {
    Throwable throttled = ScriptedRegions.error(400, "ProvisionedThroughputExceededException");
    scene.region(0).fail(throttled);

    assertThat(failure(write(put("a", null)))).isSameAs(throttled);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void transaction_whenRefusedAsARequest_thenNoOtherIsAsked() {
    Throwable refusal = ScriptedRegions.refusal();
    scene.region(0).fail(refusal);

    assertThat(failure(write(put("a", null)))).isSameAs(refusal);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void transaction_whenTheLastRegionHasAPassing5xx_thenItIsAskedOnceMore() {
    scene.region(0).fail(ScriptedRegions.unknownHost());
    scene.region(1).fail(ScriptedRegions.unknownHost());
    scene
        .region(2)
        .loseReply(
            TransactWriteItemsRequest.class, 1, ScriptedRegions.error(500, "InternalServerError"));

    assertThat(ended(write(put("a", ABSENT))).stored()).containsExactly("south");
    assertThat(held(2, "a")).isPresent();
  }

  @Test
  void transaction_whenTooFewStoreIt_thenSaysWhichDo() {
    scene.region(1).fail(ScriptedRegions.unknownHost());

    ProtocolScene.Told told =
        told(
            transactions(Acknowledge.ALL).write(List.of(put("a", null)), scene.regions.deadline()));

    assertThat(told.kind).isEqualTo("not acknowledged");
    assertThat(told.stored).containsExactly("east", "south");
    assertThat(told.failures).containsOnlyKeys("west");
  }

  @Test
  void transaction_whenASuspendedRegionComesFirst_thenAHealthyOneJudges() {
    scene.region(0).suspend();
    scene.store(0, OLD);

    TransactionWritten written = ended(write(put("a", ABSENT)));

    assertThat(written.stored()).contains("west", "south");
  }

  @Test
  void transaction_whenAlwaysOvertaken_thenGivesUp() {
    int[] seconds = {10};
    scene
        .region(0)
        .before(
            TransactWriteItemsRequest.class,
            100,
            () -> scene.store(0, live(others(seconds[0] += 10), "theirs")));

    ProtocolScene.Told told = told(write(put("a", null)));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told).hasMessageContaining("overtaken by other writers 16 times");
    assertThat(scene.region(0).asked(TransactWriteItemsRequest.class)).hasSize(16);
  }

  @Test
  void update_thenWhatTheJudgeMadeOfItGoesToTheOthers() {
    scene.storeEverywhere(OLD);

    ended(write(update("a"), put("b", null)));

    Map<String, AttributeValue> made = held(0, "a").orElseThrow();
    assertThat(made).containsEntry("added", AttributeValue.fromS("yes")).containsKey("content");
    scene.assertAllHold(made);
    assertAllHold("b", "new");
  }

  @Test
  void update_overADeletedItemThatHoldsMore_thenSeesNothingOfThat() {
    scene.storeEverywhere(with(tombstone(others(-20)), "content", AttributeValue.fromS("ghost")));

    ended(write(update("a")));

    Map<String, AttributeValue> made = held(0, "a").orElseThrow();
    assertThat(made).containsOnlyKeys("id", "added", "last_updated");
    scene.assertAllHold(made);
  }

  @Test
  void update_whenItsImageCannotBeRead_thenTheOthersMissAll() {
    scene.storeEverywhere(OLD);
    scene
        .region(0)
        .fail(
            software.amazon.awssdk.services.dynamodb.model.GetItemRequest.class,
            9,
            ScriptedRegions.unknownHost());

    TransactionWritten written = ended(write(update("a"), put("b", null)));

    assertThat(written.stored()).containsExactly("east");
    assertThat(written.missed()).containsOnlyKeys("west", "south");
    assertThat(held(1, "b")).isEmpty();
  }

  @Test
  void update_whenItsItemIsGoneAgain_thenThereIsNothingToReplicate() {
    scene.storeEverywhere(OLD);
    scene
        .region(0)
        .before(
            software.amazon.awssdk.services.dynamodb.model.GetItemRequest.class,
            () -> scene.region(0).table(ScriptedRegions.TABLE).remove(ProtocolScene.KEY));

    TransactionWritten written = ended(write(update("a")));

    assertThat(written.missed()).isEmpty();
    assertThat(scene.held(1)).contains(OLD);
  }

  @Test
  void update_whenTheReplyOfTheFirstIsLost_thenTheNextFindsWhatReachedIt() {
    scene.storeEverywhere(OLD);
    scene.region(0).loseReply(TransactWriteItemsRequest.class, 1, ScriptedRegions.timeout());
    scene
        .region(1)
        .before(TransactWriteItemsRequest.class, () -> scene.store(1, scene.held(0).orElseThrow()));

    TransactionWritten written = ended(write(update("a")));

    assertThat(written.answer()).isNull();
    assertThat(scene.held(1)).isEqualTo(scene.held(0));
    assertThat(scene.held(2)).isEqualTo(scene.held(0));
  }

  @Test
  void transaction_whenAVersionThereCannotBeUsed_thenSaysSo() {
    scene.storeEverywhere(with(OLD, "last_updated", AttributeValue.fromN("7")));

    assertThat(failure(write(put("a", ABSENT)))).hasMessageContaining("last_updated");
  }

  @Test
  void transaction_whenChecksOfDeletedItemsAreTooMany_thenIsRefusedAsAWhole() {
    TransactionPart[] parts = new TransactionPart[60];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = put("k" + i, ABSENT);
      scene.storeEverywhere(named("k" + i, tombstone(others(-20))));
    }

    assertThat(failure(write(parts)))
        .hasMessageContaining("60 actions, and takes 60 more")
        .hasMessageContaining("split it");
    assertThat(held(0, "k0").orElseThrow()).containsKey("deleted");
  }

  @Test
  void image_thenIsWhatIsHeldByNow() {
    Version version = others(-5);
    TransactionImage put = new TransactionImage("t", version, v -> live(v, "x"), null, null);
    TransactionImage gone = new TransactionImage("t", version, null, null, null);
    TransactionImage updated =
        new TransactionImage(
            "t", version, null, ScriptedRegions.FORMAT.copyOf(live(others(0), "later")), null);

    assertThat(put.isReplicable()).isTrue();
    assertThat(put.held()).isEqualTo(version);
    assertThat(put.stamped()).isEqualTo(live(version, "x"));
    assertThat(gone.isReplicable()).isFalse();
    assertThat(updated.isReplicable()).isTrue();
    assertThat(updated.held()).isEqualTo(others(0));
    assertThat(updated.stamped()).isEqualTo(live(others(0), "later"));
  }
}
