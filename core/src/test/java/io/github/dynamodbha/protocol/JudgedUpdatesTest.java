package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.JudgedWrites.judged;
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
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Updates: evaluated in one region, whose image goes to the others. */
class JudgedUpdatesTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private final ProtocolScene scene = new ProtocolScene();
  private final JudgedWrites writes = new JudgedWrites(scene);

  @Test
  void update_thenWhatTheFirstRegionMadeOfItGoesToTheOthers() {
    scene.storeEverywhere(OLD);

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.ALL_NEW)));

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

    assertThat(judged(ended(writes.update(u -> {}))).attributes()).isNull();
    assertThat(scene.region(0).asked(GetItemRequest.class)).isEmpty();
  }

  @Test
  void update_whenTheOldItemIsAskedFor_thenTheNewImageIsReadAndReplicated() {
    scene.storeEverywhere(OLD);

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.ALL_OLD)));

    assertThat(judged(written).attributes()).isEqualTo(item("old"));
    scene.assertAllHold(with(live(written.version(), "old"), "added", AttributeValue.fromS("yes")));
  }

  @Test
  void update_whenItsImageCannotBeRead_thenTheOthersMissIt() {
    scene.storeEverywhere(OLD);
    scene.region(0).fail(GetItemRequest.class, 9, ScriptedRegions.unknownHost());

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.ALL_OLD)));

    assertThat(written.stored()).containsExactly("east");
    assertThat(written.missed()).containsOnlyKeys("west", "south");
    assertThat(scene.held(1)).contains(OLD);
  }

  @Test
  void update_whenALaterWriteReplacedItsImage_thenThatOneIsReplicatedAsItIs() {
    scene.storeEverywhere(OLD);
    Map<String, AttributeValue> later = live(others(0), "later");
    scene.region(0).before(GetItemRequest.class, () -> scene.store(0, later));

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.ALL_OLD)));

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

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.ALL_OLD)));

    assertThat(written.stored()).contains("east");
    assertThat(scene.held(1)).contains(OLD);
  }

  @Test
  void update_overATombstone_thenStartsFromNothing() {
    scene.storeEverywhere(tombstone(others(-20)));

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.ALL_NEW)));

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

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.UPDATED_NEW)));

    assertThat(judged(written).attributes())
        .isEqualTo(Map.of("added", AttributeValue.fromS("yes")));
  }

  @Test
  void update_overATombstoneThatHoldsMore_thenSeesNothingOfThat() {
    scene.storeEverywhere(with(tombstone(others(-20)), "content", AttributeValue.fromS("ghost")));

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.ALL_NEW)));

    assertThat(judged(written).attributes())
        .isEqualTo(Map.of("id", AttributeValue.fromS("a"), "added", AttributeValue.fromS("yes")));
    assertThat(scene.held(1).orElseThrow()).doesNotContainKey("content");
  }

  @Test
  void update_whenTheFirstHasCarriedItOutAndItsReplyIsLost_thenTheNextMakesItAnew() {
    scene.storeEverywhere(OLD);
    scene.region(0).loseReply(UpdateItemRequest.class, 1, ScriptedRegions.timeout());

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.ALL_NEW)));

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

    Written written = ended(writes.update(u -> u.returnValues(ReturnValue.ALL_NEW)));

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

    ProtocolScene.Told told = told(writes.update(u -> u.returnValues(ReturnValue.ALL_OLD)));

    assertThat(told.kind).isEqualTo("values lost");
    assertThat(told).hasMessageContaining("was carried out in [");
  }

  @Test
  void update_whenItsConditionFails_thenIsRefused() {
    scene.storeEverywhere(OLD);

    assertThat(failure(writes.update(u -> u.conditionExpression("attribute_not_exists(id)"))))
        .isInstanceOf(ConditionalCheckFailedException.class);
    scene.assertAllHold(OLD);
  }

  @Test
  void versions_thenEachAttemptOfAnUpdateElsewhereHasItsOwn() {
    scene.storeEverywhere(OLD);
    scene.region(0).fail(UpdateItemRequest.class, 9, ScriptedRegions.timeout());

    Version version = ended(writes.update(u -> {})).version();

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
