package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.item;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static io.github.dynamodbha.protocol.ProtocolScene.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What a judging region's refusals mean, from engines that say more or less of them. */
class JudgingRegionTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private final ProtocolScene scene = new ProtocolScene();

  private CompletableFuture<Written> putIfAbsent() {
    JudgedPut put =
        new JudgedPut(
            item("x"),
            ProtocolScene.image("x"),
            false,
            ConditionalRequest.of(
                PutItemRequest.builder().conditionExpression("attribute_not_exists(id)").build(),
                ScriptedRegions.TABLE));
    return scene.conditional(Acknowledge.ONE).write(put, scene.regions.deadline());
  }

  /** The next put in the first region is refused, with this item or without any. */
  private void refuse(@Nullable Map<String, AttributeValue> held) {
    scene.region(0).fail(PutItemRequest.class, 1, refusal(held));
  }

  private static Throwable refusal(@Nullable Map<String, AttributeValue> held) {
    return ConditionalCheckFailedException.builder()
        .item(held)
        .numAttempts(1)
        .message("refused")
        .statusCode(400)
        .build();
  }

  @Test
  void refusal_whenTheEngineDoesNotShowTheItem_thenItIsRead() {
    scene.storeEverywhere(OLD);
    refuse(null);

    assertThat(failure(putIfAbsent())).isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(scene.region(0).asked(GetItemRequest.class))
        .singleElement()
        .satisfies(get -> assertThat(get.consistentRead()).isTrue());
  }

  @Test
  void refusal_whenTheEngineShowsTheItem_thenItIsNotRead() {
    scene.storeEverywhere(OLD);

    assertThat(failure(putIfAbsent())).isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(scene.region(0).asked(GetItemRequest.class)).isEmpty();
  }

  @Test
  void refusal_whenTheItemReadIsADeletedOne_thenTheConditionSeesNone() {
    scene.storeEverywhere(tombstone(others(-20)));
    refuse(null);

    Written written = ended(putIfAbsent());

    scene.assertAllHold(live(written.version(), "x"));
  }

  @Test
  void refusal_whenNothingIsHeld_thenIsTheCallersAnswer() {
    refuse(null);

    assertThat(failure(putIfAbsent())).isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(scene.held(0)).isEmpty();
  }

  @Test
  void refusal_whenTheItemCannotBeReadThen_thenTheNextRegionJudges() {
    refuse(null);
    scene.region(0).fail(GetItemRequest.class, 1, ScriptedRegions.unknownHost());

    assertThat(ended(putIfAbsent()).stored()).contains("west", "south");
  }

  @Test
  void refusal_whenARepeatedAttemptWasOvertaken_thenTheOutcomeIsUnknown() {
    Map<String, AttributeValue> newer = live(others(30), "theirs");
    scene.storeEverywhere(newer);
    scene.region(0).fail(PutItemRequest.class, 1, ScriptedRegions.afterUnclear(refusal(newer)));

    assertThat(told(putIfAbsent()).kind).isEqualTo("unknown");
  }

  @Test
  void refusal_whenAnAttemptThatWasSentOnceWasOvertaken_thenIsTheCallersAnswer() {
    Map<String, AttributeValue> newer = live(others(30), "theirs");
    scene.storeEverywhere(newer);
    refuse(newer);

    assertThat(failure(putIfAbsent())).isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void tombstone_whenItsReplacementFailsInTheRegion_thenTheNextJudges() {
    scene.storeEverywhere(tombstone(others(-20)));
    scene.region(0).fail(TransactWriteItemsRequest.class, 1, ScriptedRegions.unknownHost());

    assertThat(ended(putIfAbsent()).stored()).contains("west", "south");
  }

  @ParameterizedTest
  @CsvSource({
    "TransactionConflict, TransactionConflictException",
    "ProvisionedThroughputExceeded, ProvisionedThroughputExceededException",
    "ThrottlingError, ThrottlingException",
    "ItemCollectionSizeLimitExceeded, ItemCollectionSizeLimitExceededException",
    "ValidationError, ValidationException"
  })
  void tombstone_whenItsReplacementIsCancelled_thenThatIsToldAsOfAPut(String reason, String code) {
    scene.storeEverywhere(tombstone(others(-20)));
    for (int region = 0; region < 3; region++) {
      scene
          .region(region)
          .fail(
              TransactWriteItemsRequest.class,
              9,
              TransactionCanceledException.builder()
                  .cancellationReasons(
                      CancellationReason.builder().code(reason).message("why").build(),
                      CancellationReason.builder().code("None").build())
                  .message("cancelled")
                  .statusCode(400)
                  .build());
    }

    assertThat(failure(putIfAbsent()))
        .isInstanceOf(DynamoDbException.class)
        .isNotInstanceOf(TransactionCanceledException.class)
        .hasMessageContaining("why")
        .satisfies(
            e -> assertThat(((DynamoDbException) e).awsErrorDetails().errorCode()).isEqualTo(code));
    scene.assertAllHold(tombstone(others(-20)));
  }
}
