package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static io.github.dynamodbha.protocol.ProtocolScene.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Judged writes of which a region may have carried out more than it said. */
class UnclearWritesTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");
  private static final Map<String, AttributeValue> THEIRS = live(others(30), "theirs");

  private final ProtocolScene scene = new ProtocolScene();
  private final JudgedWrites writes = new JudgedWrites(scene);

  private static ConditionalCheckFailedException refusal() {
    return ConditionalCheckFailedException.builder().numAttempts(1).statusCode(400).build();
  }

  @Test
  void update_whenACatchUpShowsWhatMayBeBuiltOnIt_thenIsNotEvaluatedAgain() {
    scene.misses.note(ScriptedRegions.TABLE, List.of("east"));
    scene.storeEverywhere(OLD);
    scene
        .region(0)
        .loseReply(UpdateItemRequest.class, 1, ScriptedRegions.error(500, "InternalServerError"));
    scene.region(1).before(GetItemRequest.class, () -> {});
    scene.region(1).before(GetItemRequest.class, () -> scene.storeEverywhere(THEIRS));

    assertThat(told(writes.update(u -> {})).kind).isEqualTo("unknown");
    assertThat(scene.region(0).asked(UpdateItemRequest.class)).hasSize(1);
    scene.assertAllHold(THEIRS);
  }

  @Test
  void put_whenWhatMayBeBuiltOnItIsInItsWay_thenIsNotPutOverThat() {
    scene.storeEverywhere(OLD);
    scene
        .region(0)
        .loseReply(PutItemRequest.class, 1, ScriptedRegions.error(500, "InternalServerError"));
    scene.region(0).before(PutItemRequest.class, () -> scene.storeEverywhere(THEIRS));

    assertThat(told(writes.put("x", put -> put.conditionExpression("attribute_exists(id)"))).kind)
        .isEqualTo("unknown");
    scene.assertAllHold(THEIRS);
  }

  @Test
  void put_whenItsUnclearRefusalCannotBeExplainedAndTheNextRefuses_thenTheOutcomeIsUnknown() {
    scene.region(0).fail(PutItemRequest.class, 1, ScriptedRegions.afterUnclear(refusal()));
    scene.region(0).fail(GetItemRequest.class, 1, ScriptedRegions.unknownHost());

    assertThat(told(writes.put("x", put -> put.conditionExpression("attribute_exists(id)"))).kind)
        .isEqualTo("unknown");
  }

  @Test
  void update_whenItsUnclearRefusalWasForATombstone_thenALaterRefusalIsUnknown() {
    Map<String, AttributeValue> ghost =
        ProtocolScene.with(tombstone(others(-20)), "content", AttributeValue.fromS("ghost"));
    scene.storeEverywhere(ghost);
    scene
        .region(0)
        .fail(
            UpdateItemRequest.class,
            1,
            ScriptedRegions.afterUnclear(refusal().toBuilder().item(ghost).build()));

    assertThat(
            told(writes.update(update -> update.conditionExpression("attribute_exists(id)"))).kind)
        .isEqualTo("unknown");
  }

  /** What may have been stored is another writer's item. */
  @Test
  void put_whenOnlyItsCatchUpMayHaveHappenedAndTheNextRefuses_thenIsRefused() {
    scene.misses.note(ScriptedRegions.TABLE, List.of("east"));
    scene.store(1, OLD);
    scene
        .region(0)
        .fail(
            PutItemRequest.class,
            9,
            ScriptedRegions.afterUnclear(ScriptedRegions.error(500, "InternalServerError")));

    assertThat(failure(writes.putIfAbsent("x")))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }
}
