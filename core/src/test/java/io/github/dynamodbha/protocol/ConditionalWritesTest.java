package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.JudgedWrites.judged;
import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.item;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.tombstone;
import static io.github.dynamodbha.protocol.ProtocolScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Writes that one region judges by a caller's condition. */
class ConditionalWritesTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private final ProtocolScene scene = new ProtocolScene();
  private final JudgedWrites writes = new JudgedWrites(scene);

  @Test
  void put_whenItsConditionHolds_thenAllStoreItAndTheFirstHasJudged() {
    Written written = ended(writes.putIfAbsent("x"));

    scene.assertAllHold(live(written.version(), "x"));
    assertThat(written.stored()).containsExactly("east", "west", "south");
    assertThat(judged(written).response()).isNotNull();
    assertThat(scene.region(0).asked(PutItemRequest.class)).hasSize(1);
  }

  @Test
  void put_whenItsConditionFails_thenTheCallerGetsTheRegionsAnswerAndNothingIsWritten() {
    scene.storeEverywhere(OLD);

    assertThat(failure(writes.putIfAbsent("x")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    scene.assertAllHold(OLD);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void put_whenItsConditionFails_thenTheItemIsShownWithoutSystemAttributesIfAskedFor() {
    scene.storeEverywhere(OLD);

    ConditionalCheckFailedException shown =
        (ConditionalCheckFailedException)
            failure(
                writes.put(
                    "x",
                    p ->
                        p.conditionExpression("attribute_not_exists(id)")
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    ConditionalCheckFailedException hidden =
        (ConditionalCheckFailedException) failure(writes.putIfAbsent("x"));

    assertThat(shown.item()).isEqualTo(item("old"));
    assertThat(hidden.hasItem()).isFalse();
  }

  @Test
  void put_whenADeletedItemLiesThere_thenItsConditionSeesNone() {
    scene.storeEverywhere(tombstone(others(-20)));

    Written written = ended(writes.putIfAbsent("x"));

    scene.assertAllHold(live(written.version(), "x"));
  }

  @Test
  void put_whenADeletedItemLiesThereAndOneIsRequired_thenIsRefused() {
    scene.storeEverywhere(tombstone(others(-20)));

    assertThat(failure(writes.put("x", p -> p.conditionExpression("attribute_exists(id)"))))
        .isInstanceOf(ConditionalCheckFailedException.class);
    scene.assertAllHold(tombstone(others(-20)));
  }

  @Test
  void put_whenSomethingNewerIsStored_thenIsJudgedAgainWithALaterStamp() {
    scene.storeEverywhere(live(others(30), "theirs"));

    Written written = ended(writes.put("x", p -> p.conditionExpression("attribute_exists(id)")));

    assertThat(written.version()).isGreaterThan(others(30));
    scene.assertAllHold(live(written.version(), "x"));
  }

  @Test
  void put_whenANewerTombstoneIsStored_thenStillSeesNone() {
    scene.storeEverywhere(tombstone(others(30)));

    Written written = ended(writes.putIfAbsent("x"));

    assertThat(written.version()).isGreaterThan(others(30));
    scene.assertAllHold(live(written.version(), "x"));
  }

  @Test
  void put_whenTheTombstoneIsReplacedMeanwhile_thenIsJudgedAgain() {
    scene.storeEverywhere(tombstone(others(-20)));
    scene
        .region(0)
        .before(TransactWriteItemsRequest.class, () -> scene.store(0, live(others(-10), "theirs")));

    assertThat(failure(writes.putIfAbsent("x")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(scene.held(0)).contains(live(others(-10), "theirs"));
  }

  @Test
  void put_thenReturnsTheOldItemWithoutSystemAttributes() {
    scene.storeEverywhere(OLD);

    assertThat(
            judged(ended(writes.put("x", p -> p.returnValues(ReturnValue.ALL_OLD)))).attributes())
        .isEqualTo(item("old"));
  }

  @Test
  void put_whenTheVersionThereCannotBeUsed_thenSaysSo() {
    scene.storeEverywhere(with(OLD, "last_updated", AttributeValue.fromN("7")));

    assertThat(failure(writes.putIfAbsent("x"))).hasMessageContaining("last_updated");
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
}
