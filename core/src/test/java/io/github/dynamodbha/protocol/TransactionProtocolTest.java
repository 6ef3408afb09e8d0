package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.item;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.tombstone;
import static io.github.dynamodbha.protocol.ProtocolScene.with;
import static io.github.dynamodbha.protocol.TransactionScene.ABSENT;
import static io.github.dynamodbha.protocol.TransactionScene.PRESENT;
import static io.github.dynamodbha.protocol.TransactionScene.check;
import static io.github.dynamodbha.protocol.TransactionScene.named;
import static io.github.dynamodbha.protocol.TransactionScene.put;
import static io.github.dynamodbha.protocol.TransactionScene.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Transactions: all or nothing where they are judged, and then everywhere. */
class TransactionProtocolTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private final ProtocolScene scene = new ProtocolScene();
  private final TransactionScene transactions = new TransactionScene(scene);

  private void assertAllHold(String id, String content) {
    for (int region = 0; region < 3; region++) {
      assertThat(transactions.held(region, id).orElseThrow())
          .as("region %s", region)
          .containsEntry("content", AttributeValue.fromS(content))
          .isEqualTo(transactions.held(0, id).orElseThrow());
    }
  }

  @Test
  void transaction_whenAllConditionsHold_thenAllIsWrittenEverywhereWithOneVersion() {
    TransactionWritten written = ended(transactions.write(put("a", ABSENT), put("b", null)));

    assertThat(written.stored()).containsExactly("east", "west", "south");
    assertThat(written.missed()).isEmpty();
    assertThat(written.answer()).isNotNull();
    assertAllHold("a", "new");
    assertAllHold("b", "new");
    assertThat(transactions.held(0, "a").orElseThrow().get("last_updated"))
        .isEqualTo(transactions.held(2, "b").orElseThrow().get("last_updated"));
    // To the others as one transaction too.
    assertThat(scene.region(1).asked(TransactWriteItemsRequest.class)).hasSize(1);
    assertThat(scene.region(1).asked(PutItemRequest.class)).isEmpty();
  }

  @Test
  void transaction_whenOneConditionFails_thenNothingIsWrittenAndTheReasonIsTold() {
    scene.storeEverywhere(OLD);

    TransactionCanceledException refused =
        (TransactionCanceledException)
            failure(transactions.write(put("b", null), put("a", ABSENT)));

    assertThat(refused.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed");
    assertThat(refused.cancellationReasons().get(1).item()).isEqualTo(item("old"));
    assertThat(refused.awsErrorDetails().errorMessage()).endsWith("[None, ConditionalCheckFailed]");
    assertThat(refused).hasMessageContaining("[None, ConditionalCheckFailed]");
    assertThat(transactions.held(0, "b")).isEmpty();
    scene.assertAllHold(OLD);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void transaction_whenADeletedItemLiesThere_thenItsConditionSeesNone() {
    scene.storeEverywhere(tombstone(others(-20)));

    ended(transactions.write(put("a", ABSENT), put("b", null)));

    assertAllHold("a", "new");
    assertAllHold("b", "new");
  }

  @Test
  void transaction_whenADeletedItemLiesThereAndOneIsRequired_thenIsRefused() {
    scene.storeEverywhere(tombstone(others(-20)));

    TransactionCanceledException refused =
        (TransactionCanceledException)
            failure(transactions.write(put("b", null), put("a", PRESENT)));

    assertThat(refused.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed");
    assertThat(transactions.held(0, "b")).isEmpty();
    scene.assertAllHold(tombstone(others(-20)));
  }

  @Test
  void check_whenItHolds_thenIsNotWritten() {
    scene.storeEverywhere(OLD);

    ended(transactions.write(check("a", PRESENT), put("b", null)));

    scene.assertAllHold(OLD);
    assertAllHold("b", "new");
  }

  @Test
  void check_whenItFails_thenNothingIsWritten() {
    assertThat(failure(transactions.write(check("a", PRESENT), put("b", null))))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(transactions.held(0, "b")).isEmpty();
  }

  @Test
  void check_ofADeletedItem_thenSeesNone() {
    scene.storeEverywhere(tombstone(others(-20)));

    assertThat(failure(transactions.write(check("a", PRESENT), put("b", null))))
        .isInstanceOf(TransactionCanceledException.class);
    ended(transactions.write(check("a", ABSENT), put("b", null)));

    assertAllHold("b", "new");
    scene.assertAllHold(tombstone(others(-20)));
  }

  @Test
  void transaction_whenSomethingNewerLiesWhereItIsJudged_thenIsStampedAboveIt() {
    scene.storeEverywhere(live(others(30), "theirs"));

    ended(transactions.write(put("a", PRESENT), put("b", null)));

    assertAllHold("a", "new");
    assertThat(
            Objects.requireNonNull(transactions.held(0, "a").orElseThrow().get("last_updated")).s())
        .isGreaterThan(others(30).text());
  }

  @Test
  void transaction_whenSomethingNewerLiesElsewhere_thenItIsReplacedThereItemByItem() {
    scene.store(1, live(others(30), "theirs"));

    TransactionWritten written = ended(transactions.write(put("a", null), put("b", null)));

    assertThat(written.stored()).contains("east", "south");
    assertAllHold("a", "new");
    assertAllHold("b", "new");
  }

  @Test
  void update_thenWhatTheJudgeMadeOfItGoesToTheOthers() {
    scene.storeEverywhere(OLD);

    ended(transactions.write(update("a"), put("b", null)));

    Map<String, AttributeValue> made = transactions.held(0, "a").orElseThrow();
    assertThat(made).containsEntry("added", AttributeValue.fromS("yes")).containsKey("content");
    scene.assertAllHold(made);
    assertAllHold("b", "new");
  }

  @Test
  void update_overADeletedItemThatHoldsMore_thenSeesNothingOfThat() {
    scene.storeEverywhere(with(tombstone(others(-20)), "content", AttributeValue.fromS("ghost")));

    ended(transactions.write(update("a")));

    Map<String, AttributeValue> made = transactions.held(0, "a").orElseThrow();
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

    TransactionWritten written = ended(transactions.write(update("a"), put("b", null)));

    assertThat(written.stored()).containsExactly("east");
    assertThat(written.missed()).containsOnlyKeys("west", "south");
    assertThat(transactions.held(1, "b")).isEmpty();
  }

  @Test
  void update_whenItsItemIsGoneAgain_thenThereIsNothingToReplicate() {
    scene.storeEverywhere(OLD);
    scene
        .region(0)
        .before(
            software.amazon.awssdk.services.dynamodb.model.GetItemRequest.class,
            () -> scene.region(0).table(ScriptedRegions.TABLE).remove(ProtocolScene.KEY));

    TransactionWritten written = ended(transactions.write(update("a")));

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

    TransactionWritten written = ended(transactions.write(update("a")));

    assertThat(written.answer()).isNull();
    assertThat(scene.held(1)).isEqualTo(scene.held(0));
    assertThat(scene.held(2)).isEqualTo(scene.held(0));
  }

  @Test
  void transaction_whenAVersionThereCannotBeUsed_thenSaysSo() {
    scene.storeEverywhere(with(OLD, "last_updated", AttributeValue.fromN("7")));

    assertThat(failure(transactions.write(put("a", ABSENT)))).hasMessageContaining("last_updated");
  }

  @Test
  void transaction_whenChecksOfDeletedItemsAreTooMany_thenIsRefusedAsAWhole() {
    TransactionPart[] parts = new TransactionPart[60];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = put("k" + i, ABSENT);
      scene.storeEverywhere(named("k" + i, tombstone(others(-20))));
    }

    assertThat(failure(transactions.write(parts)))
        .hasMessageContaining("60 actions, and takes 60 more")
        .hasMessageContaining("split it");
    assertThat(transactions.held(0, "k0").orElseThrow()).containsKey("deleted");
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
