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

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Writes that one region judges by a caller's condition. */
class ConditionalWritesTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private final ProtocolScene scene = new ProtocolScene();

  private CompletableFuture<Written> put(String content, Consumer<PutItemRequest.Builder> asks) {
    PutItemRequest.Builder request = PutItemRequest.builder().item(item(content));
    asks.accept(request);
    JudgedPut put =
        new JudgedPut(
            item(content),
            ProtocolScene.image(content),
            false,
            ConditionalRequest.of(request.build(), ScriptedRegions.TABLE));
    return scene.conditional(Acknowledge.ONE).write(put, scene.regions.deadline());
  }

  private CompletableFuture<Written> putIfAbsent(String content) {
    return put(content, p -> p.conditionExpression("attribute_not_exists(id)"));
  }

  private CompletableFuture<Written> update(Consumer<UpdateItemRequest.Builder> asks) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder()
            .tableName(ScriptedRegions.TABLE)
            .key(Map.of("id", AttributeValue.fromS("a")))
            .updateExpression("SET added = :added")
            .expressionAttributeValues(Map.of(":added", AttributeValue.fromS("yes")));
    asks.accept(request);
    return scene
        .conditional(Acknowledge.ONE)
        .write(JudgedUpdate.of(request.build(), ScriptedRegions.TABLE), scene.regions.deadline());
  }

  private static Judgement.Stored judged(Written written) {
    return Objects.requireNonNull(written.judged());
  }

  @Test
  void put_whenItsConditionHolds_thenAllStoreItAndTheFirstHasJudged() {
    Written written = ended(putIfAbsent("x"));

    scene.assertAllHold(live(written.version(), "x"));
    assertThat(written.stored()).containsExactly("east", "west", "south");
    assertThat(judged(written).response()).isNotNull();
    assertThat(scene.region(0).asked(PutItemRequest.class)).hasSize(1);
  }

  @Test
  void put_whenItsConditionFails_thenTheCallerGetsTheRegionsAnswerAndNothingIsWritten() {
    scene.storeEverywhere(OLD);

    assertThat(failure(putIfAbsent("x"))).isInstanceOf(ConditionalCheckFailedException.class);
    scene.assertAllHold(OLD);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void put_whenItsConditionFails_thenTheItemIsShownWithoutSystemAttributesIfAskedFor() {
    scene.storeEverywhere(OLD);

    ConditionalCheckFailedException shown =
        (ConditionalCheckFailedException)
            failure(
                put(
                    "x",
                    p ->
                        p.conditionExpression("attribute_not_exists(id)")
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    ConditionalCheckFailedException hidden =
        (ConditionalCheckFailedException) failure(putIfAbsent("x"));

    assertThat(shown.item()).isEqualTo(item("old"));
    assertThat(hidden.hasItem()).isFalse();
  }

  @Test
  void put_whenADeletedItemLiesThere_thenItsConditionSeesNone() {
    scene.storeEverywhere(tombstone(others(-20)));

    Written written = ended(putIfAbsent("x"));

    scene.assertAllHold(live(written.version(), "x"));
  }

  @Test
  void put_whenADeletedItemLiesThereAndOneIsRequired_thenIsRefused() {
    scene.storeEverywhere(tombstone(others(-20)));

    assertThat(failure(put("x", p -> p.conditionExpression("attribute_exists(id)"))))
        .isInstanceOf(ConditionalCheckFailedException.class);
    scene.assertAllHold(tombstone(others(-20)));
  }

  @Test
  void put_whenSomethingNewerIsStored_thenIsJudgedAgainWithALaterStamp() {
    scene.storeEverywhere(live(others(30), "theirs"));

    Written written = ended(put("x", p -> p.conditionExpression("attribute_exists(id)")));

    assertThat(written.version()).isGreaterThan(others(30));
    scene.assertAllHold(live(written.version(), "x"));
  }

  @Test
  void put_whenANewerTombstoneIsStored_thenStillSeesNone() {
    scene.storeEverywhere(tombstone(others(30)));

    Written written = ended(putIfAbsent("x"));

    assertThat(written.version()).isGreaterThan(others(30));
    scene.assertAllHold(live(written.version(), "x"));
  }

  @Test
  void put_whenTheTombstoneIsReplacedMeanwhile_thenIsJudgedAgain() {
    scene.storeEverywhere(tombstone(others(-20)));
    scene
        .region(0)
        .before(TransactWriteItemsRequest.class, () -> scene.store(0, live(others(-10), "theirs")));

    assertThat(failure(putIfAbsent("x"))).isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(scene.held(0)).contains(live(others(-10), "theirs"));
  }

  @Test
  void put_thenReturnsTheOldItemWithoutSystemAttributes() {
    scene.storeEverywhere(OLD);

    assertThat(judged(ended(put("x", p -> p.returnValues(ReturnValue.ALL_OLD)))).attributes())
        .isEqualTo(item("old"));
  }

  @Test
  void put_whenTheFirstRegionIsDown_thenTheNextJudges() {
    scene.region(0).fail(ScriptedRegions.unknownHost());

    Written written = ended(putIfAbsent("x"));

    assertThat(written.stored()).containsExactly("west", "south");
    assertThat(scene.held(1)).contains(live(written.version(), "x"));
  }

  @Test
  void put_whenTheFirstMayHaveCarriedItOutAndTheNextRefuses_thenTheOutcomeIsUnknown() {
    scene.region(0).fail(PutItemRequest.class, 9, ScriptedRegions.timeout());
    scene.storeEverywhere(OLD);

    ProtocolScene.Told told = told(putIfAbsent("x"));

    assertThat(told.kind).isEqualTo("unknown");
    assertThat(told)
        .hasMessageContaining(
            "west holds another write's item, or one that its condition is against");
    assertThat(told.failures).containsOnlyKeys("east");
  }

  @Test
  void put_whenTheFirstDiesWithItsReplyAndTheNextRefuses_thenTheOutcomeIsUnknown() {
    scene
        .region(0)
        .fail(PutItemRequest.class, 9, ScriptedRegions.afterUnclear(ScriptedRegions.unknownHost()));
    scene.storeEverywhere(OLD);

    assertThat(told(putIfAbsent("x")).kind).isEqualTo("unknown");
  }

  @Test
  void put_whenTheFirstHasCarriedItOutAndItsReplyIsLost_thenTheNextDoesTheSame() {
    scene.region(0).loseReply(PutItemRequest.class, 1, ScriptedRegions.timeout());

    Written written = ended(putIfAbsent("x"));

    scene.assertAllHold(live(written.version(), "x"));
    assertThat(written.stored()).contains("west", "south");
  }

  @Test
  void put_whenAllFail_thenEveryCauseIsTold() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.unknownHost()));

    ProtocolScene.Told told = told(putIfAbsent("x"));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told.failures).containsOnlyKeys("east", "west", "south");
    assertThat(told).hasMessageContaining("The conditional write of table 'users' failed");
  }

  @Test
  void put_whenAllMayHaveCarriedItOut_thenTheOutcomeIsUnknown() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.timeout()));

    ProtocolScene.Told told = told(putIfAbsent("x"));

    assertThat(told.kind).isEqualTo("unknown");
    assertThat(told).hasMessageContaining("no region says so");
  }

  @Test
  void put_whenTheRegionRefusesTheRequest_thenNoOtherIsAsked() {
    Throwable refusal = ScriptedRegions.refusal();
    scene.region(0).fail(refusal);

    assertThat(failure(putIfAbsent("x"))).isSameAs(refusal);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void put_whenTheJudgeIsThrottled_thenNoOtherJudges() {
    Throwable throttled = ScriptedRegions.error(400, "ProvisionedThroughputExceededException");
    scene.region(0).fail(throttled);

    assertThat(failure(putIfAbsent("x"))).isSameAs(throttled);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void put_whenTheLastRegionHasAPassing5xx_thenItIsAskedOnceMore() {
    scene.region(0).fail(ScriptedRegions.unknownHost());
    scene.region(1).fail(ScriptedRegions.unknownHost());
    scene
        .region(2)
        .loseReply(PutItemRequest.class, 1, ScriptedRegions.error(500, "InternalServerError"));

    Written written = ended(putIfAbsent("x"));

    assertThat(written.stored()).containsExactly("south");
    assertThat(scene.held(2)).contains(live(written.version(), "x"));
  }

  @Test
  void put_whenASuspendedRegionComesFirst_thenAHealthyOneJudges() {
    scene.region(0).suspend();
    scene.store(0, live(others(-10), "stale"));

    Written written = ended(putIfAbsent("x"));

    assertThat(written.stored()).contains("west", "south");
    assertThat(scene.region(1).asked(PutItemRequest.class).get(0).conditionExpression())
        .contains("attribute_not_exists(id)");
  }

  @Test
  void put_whenAlwaysOvertaken_thenGivesUp() {
    int[] seconds = {10};
    scene
        .region(0)
        .before(
            PutItemRequest.class,
            100,
            () -> scene.store(0, live(others(seconds[0] += 10), "theirs")));

    ProtocolScene.Told told = told(put("x", p -> p.conditionExpression("attribute_exists(id)")));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told).hasMessageContaining("overtaken by other writers 16 times in east");
    assertThat(scene.region(0).asked(PutItemRequest.class)).hasSize(16);
  }

  @Test
  void put_whenTheVersionThereCannotBeUsed_thenSaysSo() {
    scene.storeEverywhere(with(OLD, "last_updated", AttributeValue.fromN("7")));

    assertThat(failure(putIfAbsent("x"))).hasMessageContaining("last_updated");
  }

  @Test
  void delete_whenItsConditionHolds_thenATombstoneLiesEverywhere() {
    scene.storeEverywhere(OLD);
    JudgedPut delete =
        new JudgedPut(
            Map.of("id", AttributeValue.fromS("a")),
            ProtocolScene::tombstone,
            true,
            ConditionalRequest.of(
                software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest.builder()
                    .conditionExpression("attribute_exists(id)")
                    .build(),
                ScriptedRegions.TABLE));

    Written written =
        ended(scene.conditional(Acknowledge.ALL).write(delete, scene.regions.deadline()));

    scene.assertAllHold(tombstone(written.version()));
  }

  @Test
  void update_thenWhatTheFirstRegionMadeOfItGoesToTheOthers() {
    scene.storeEverywhere(OLD);

    Written written = ended(update(u -> u.returnValues(ReturnValue.ALL_NEW)));

    Map<String, AttributeValue> made =
        with(live(written.version(), "old"), "added", AttributeValue.fromS("yes"));
    scene.assertAllHold(made);
    assertThat(judged(written).attributes())
        .isEqualTo(with(item("old"), "added", AttributeValue.fromS("yes")));
    assertThat(scene.region(1).asked(UpdateItemRequest.class)).isEmpty();
  }

  @Test
  void update_whenNothingIsAskedFor_thenNothingIsReturned() {
    scene.storeEverywhere(OLD);

    assertThat(judged(ended(update(u -> {}))).attributes()).isNull();
    assertThat(scene.region(0).asked(GetItemRequest.class)).isEmpty();
  }

  @Test
  void update_whenTheOldItemIsAskedFor_thenTheNewImageIsReadAndReplicated() {
    scene.storeEverywhere(OLD);

    Written written = ended(update(u -> u.returnValues(ReturnValue.ALL_OLD)));

    assertThat(judged(written).attributes()).isEqualTo(item("old"));
    scene.assertAllHold(with(live(written.version(), "old"), "added", AttributeValue.fromS("yes")));
  }

  @Test
  void update_whenItsImageCannotBeRead_thenTheOthersMissIt() {
    scene.storeEverywhere(OLD);
    scene.region(0).fail(GetItemRequest.class, 9, ScriptedRegions.unknownHost());

    Written written = ended(update(u -> u.returnValues(ReturnValue.ALL_OLD)));

    assertThat(written.stored()).containsExactly("east");
    assertThat(written.missed()).containsOnlyKeys("west", "south");
    assertThat(scene.held(1)).contains(OLD);
  }

  @Test
  void update_whenALaterWriteReplacedItsImage_thenThatOneIsReplicatedAsItIs() {
    scene.storeEverywhere(OLD);
    Map<String, AttributeValue> later = live(others(0), "later");
    scene.region(0).before(GetItemRequest.class, () -> scene.store(0, later));

    Written written = ended(update(u -> u.returnValues(ReturnValue.ALL_OLD)));

    scene.assertAllHold(later);
    assertThat(written.stored()).containsExactly("east", "west", "south");
  }

  @Test
  void update_whenItsItemIsGoneAgain_thenThereIsNothingToReplicate() {
    scene.storeEverywhere(OLD);
    scene
        .region(0)
        .before(
            GetItemRequest.class,
            () -> scene.region(0).table(ScriptedRegions.TABLE).remove(ProtocolScene.KEY));

    Written written = ended(update(u -> u.returnValues(ReturnValue.ALL_OLD)));

    assertThat(written.stored()).contains("east");
    assertThat(scene.held(1)).contains(OLD);
  }

  @Test
  void update_overATombstone_thenStartsFromNothing() {
    scene.storeEverywhere(tombstone(others(-20)));

    Written written = ended(update(u -> u.returnValues(ReturnValue.ALL_NEW)));

    Map<String, AttributeValue> made =
        Map.of(
            "id", AttributeValue.fromS("a"),
            "added", AttributeValue.fromS("yes"),
            "last_updated", AttributeValue.fromS(written.version().text()));
    scene.assertAllHold(made);
    assertThat(judged(written).attributes())
        .isEqualTo(Map.of("id", AttributeValue.fromS("a"), "added", AttributeValue.fromS("yes")));
  }

  @Test
  void update_overATombstone_whenWhatIsNewIsAskedFor_thenIsAllButTheKey() {
    scene.storeEverywhere(tombstone(others(-20)));

    Written written = ended(update(u -> u.returnValues(ReturnValue.UPDATED_NEW)));

    assertThat(judged(written).attributes())
        .isEqualTo(Map.of("added", AttributeValue.fromS("yes")));
  }

  @Test
  void update_overATombstoneThatHoldsMore_thenSeesNothingOfThat() {
    scene.storeEverywhere(with(tombstone(others(-20)), "content", AttributeValue.fromS("ghost")));

    Written written = ended(update(u -> u.returnValues(ReturnValue.ALL_NEW)));

    assertThat(judged(written).attributes())
        .isEqualTo(Map.of("id", AttributeValue.fromS("a"), "added", AttributeValue.fromS("yes")));
    assertThat(scene.held(1).orElseThrow()).doesNotContainKey("content");
  }

  @Test
  void update_whenTheFirstHasCarriedItOutAndItsReplyIsLost_thenTheNextMakesItAnew() {
    scene.storeEverywhere(OLD);
    scene.region(0).loseReply(UpdateItemRequest.class, 1, ScriptedRegions.timeout());

    Written written = ended(update(u -> u.returnValues(ReturnValue.ALL_NEW)));

    Map<String, AttributeValue> made =
        with(live(written.version(), "old"), "added", AttributeValue.fromS("yes"));
    assertThat(scene.held(1)).contains(made);
    assertThat(scene.held(2)).contains(made);
    // The first is no longer waited for; its own image is the older one, and any repair replaces
    // it.
    assertThat(Objects.requireNonNull(scene.held(0).orElseThrow().get("last_updated")).s())
        .isLessThanOrEqualTo(written.version().text());
  }

  @Test
  void update_whenTheNextFindsTheImageOfTheFirst_thenCarriesNothingOutTwice() {
    scene.storeEverywhere(OLD);
    scene.region(0).loseReply(UpdateItemRequest.class, 1, ScriptedRegions.timeout());
    scene
        .region(1)
        .before(UpdateItemRequest.class, () -> scene.store(1, scene.held(0).orElseThrow()));

    Written written = ended(update(u -> u.returnValues(ReturnValue.ALL_NEW)));

    assertThat(judged(written).attributes())
        .isEqualTo(with(item("old"), "added", AttributeValue.fromS("yes")));
    Map<String, AttributeValue> first = scene.held(0).orElseThrow();
    scene.assertAllHold(first);
    assertThat(Objects.requireNonNull(first.get("last_updated")).s())
        .isEqualTo(written.version().text());
  }

  @Test
  void update_whenTheValuesItWasToReturnAreLost_thenSaysThatItWasCarriedOut() {
    scene.storeEverywhere(OLD);
    scene.region(0).loseReply(UpdateItemRequest.class, 1, ScriptedRegions.timeout());
    scene
        .region(1)
        .before(UpdateItemRequest.class, () -> scene.store(1, scene.held(0).orElseThrow()));

    ProtocolScene.Told told = told(update(u -> u.returnValues(ReturnValue.ALL_OLD)));

    assertThat(told.kind).isEqualTo("values lost");
    assertThat(told).hasMessageContaining("was carried out in [");
  }

  @Test
  void update_whenItsConditionFails_thenIsRefused() {
    scene.storeEverywhere(OLD);

    assertThat(failure(update(u -> u.conditionExpression("attribute_not_exists(id)"))))
        .isInstanceOf(ConditionalCheckFailedException.class);
    scene.assertAllHold(OLD);
  }

  @Test
  void versions_thenEachAttemptOfAnUpdateElsewhereHasItsOwn() {
    scene.storeEverywhere(OLD);
    scene.region(0).fail(UpdateItemRequest.class, 9, ScriptedRegions.timeout());

    Version version = ended(update(u -> {})).version();

    AttributeValue first =
        scene
            .region(0)
            .asked(UpdateItemRequest.class)
            .get(0)
            .expressionAttributeValues()
            .get(":dynamodbha_version");
    assertThat(Objects.requireNonNull(first).s()).isLessThan(version.text());
  }
}
