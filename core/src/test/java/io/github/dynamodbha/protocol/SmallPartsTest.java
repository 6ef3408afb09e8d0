package io.github.dynamodbha.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The protocols' small parts: what is refused before anything is sent, and what is told. */
class SmallPartsTest {
  private static final String TABLE = ScriptedRegions.TABLE;

  private final ItemCheck check = new ItemCheck(ScriptedRegions.FORMAT);

  private static Failure failure(FailureClass failureClass, RuntimeException cause) {
    return new Failure(failureClass, "reason", false, 0, cause);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "2,1,2,2", "3,1,2,3", "4,1,3,4", "5,1,3,5"})
  void acknowledge_isOneMoreThanHalfOrAll(int replicas, int one, int quorum, int all) {
    assertThat(Acknowledge.ONE.required(replicas)).isEqualTo(one);
    assertThat(Acknowledge.QUORUM.required(replicas)).isEqualTo(quorum);
    assertThat(Acknowledge.ALL.required(replicas)).isEqualTo(all);
  }

  @Test
  void outcomes_whenTheTableIsMissingEverywhere_thenSaysWhatToDo() {
    Map<String, Failure> failures = new LinkedHashMap<>();
    failures.put("east", failure(FailureClass.TABLE_MISSING, new IllegalStateException("gone")));
    failures.put("west", failure(FailureClass.TABLE_MISSING, new IllegalStateException("gone")));

    RuntimeException none =
        Outcomes.noneCarriedOut("The read", TABLE, failures, new ProtocolScene.Errors());

    assertThat(none)
        .hasMessageContaining("Table 'users' exists in none of the regions [east, west]")
        .hasMessageContaining("create-table");
  }

  @Test
  void outcomes_whenThereAreNoFailures_thenStillSaysThatNoneDid() {
    assertThat(Outcomes.noneCarriedOut("The read", TABLE, Map.of(), new ProtocolScene.Errors()))
        .hasMessageContaining("The read of table 'users' failed in every region");
  }

  @Test
  void outcomes_whenARegionHasAnswered_thenItsAnswerIsTheCallers() {
    RuntimeException answer = new IllegalStateException("answer");
    Map<String, Failure> failures = new LinkedHashMap<>();
    failures.put("east", failure(FailureClass.REGION_SICK, new IllegalStateException("sick")));
    failures.put("west", failure(FailureClass.ANSWER, answer));

    assertThat(Outcomes.noneCarriedOut("The read", TABLE, failures, new ProtocolScene.Errors()))
        .isSameAs(answer);
    assertThat(Outcomes.causes(failures).get("west")).isSameAs(answer);
    assertThat(Outcomes.describe(failures)).isEqualTo("east: reason: sick; west: reason: answer");
  }

  @Test
  void outcomes_thenFailuresAreThoseOfTheFailedReplies() {
    Failure sick = failure(FailureClass.REGION_SICK, new IllegalStateException("sick"));

    assertThat(
            Outcomes.failures(
                List.of(
                    new Reply.Answered<>("east", Duration.ZERO, "x"),
                    new Reply.Failed<String>("west", Duration.ZERO, sick))))
        .isEqualTo(Map.of("west", sick));
  }

  @Test
  void join_thenThrowsTheFailureItself() {
    IllegalStateException cause = new IllegalStateException("cause");

    assertThatThrownBy(() -> Futures.join(CompletableFuture.failedFuture(cause))).isSameAs(cause);
    assertThatThrownBy(
            () -> Futures.join(CompletableFuture.failedFuture(new java.io.IOException("io"))))
        .isInstanceOf(CompletionException.class);
    assertThat(Futures.join(CompletableFuture.completedFuture("x"))).isEqualTo("x");
    assertThat(Futures.unwrap(new CompletionException(cause))).isSameAs(cause);
    assertThat(Futures.unwrap(cause)).isSameAs(cause);
    Throwable bare = new CompletionException("bare", null);
    assertThat(Futures.unwrap(bare)).isSameAs(bare);
  }

  @Test
  void item_whenItIsGood_thenPasses() {
    check.image(ProtocolScene.item("x"));

    assertThat(check.keyOnly(Map.of("id", AttributeValue.fromS("a")))).isEqualTo(ItemKey.of("a"));
  }

  @Test
  void item_whenItIsBad_thenIsRefusedWithTheReason() {
    Map<String, AttributeValue> nothing = new LinkedHashMap<>(ProtocolScene.item("x"));
    nothing.put("empty", null);
    assertRefused(nothing, "'empty' is null");
    assertRefused(Map.of("content", AttributeValue.fromS("x")), "id");
    assertRefused(ProtocolScene.live(ProtocolScene.others(0), "x"), "last_updated");
    assertRefused(ProtocolScene.item("x".repeat(400 * 1024)), "more than DynamoDB's limit");
  }

  private void assertRefused(Map<String, AttributeValue> item, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.image(item))
        .withMessageContaining(reason);
  }

  @Test
  void key_whenItHasOtherAttributes_thenTheyAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.keyOnly(ProtocolScene.item("x")))
        .withMessageContaining("[content]");
  }

  @Test
  void impossibleKey_isOfTheSameTypesAndNeverTheSame() {
    for (AttributeValue value :
        List.of(
            AttributeValue.fromS("a"),
            AttributeValue.fromN("1"),
            AttributeValue.fromB(SdkBytes.fromUtf8String("a")))) {
      ItemKey key = ItemKey.of(value, value);
      ItemKey impossible = ImpossibleKey.like(key);
      assertThat(impossible.hashKey().type()).isEqualTo(value.type());
      assertThat(Objects.requireNonNull(impossible.rangeKey()).type()).isEqualTo(value.type());
      assertThat(impossible).isNotEqualTo(key).isNotEqualTo(ImpossibleKey.like(key));
    }
    assertThat(ImpossibleKey.like(ItemKey.of("a")).rangeKey()).isNull();
  }

  @Test
  void request_whenItAsksForNothingSpecial_thenIsPlain() {
    ConditionalRequest plain = ConditionalRequest.of(PutItemRequest.builder().build(), TABLE);

    assertThat(plain.isPlain()).isTrue();
    assertThat(plain.asksForNoJudge()).isTrue();
  }

  @Test
  void request_whenItAsksForAnything_thenIsNotPlain() {
    PutItemRequest.Builder put = PutItemRequest.builder();
    for (PutItemRequest request :
        List.of(
            put.copy().conditionExpression("a = :b").build(),
            put.copy().returnValues(ReturnValue.ALL_OLD).build(),
            put.copy().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build(),
            put.copy().returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE).build(),
            put.copy().overrideConfiguration(c -> {}).build())) {
      assertThat(ConditionalRequest.of(request, TABLE).isPlain()).as("%s", request).isFalse();
    }
    assertThat(
            ConditionalRequest.of(put.copy().conditionExpression("a = :b").build(), TABLE)
                .asksForNoJudge())
        .isFalse();
    assertThat(
            ConditionalRequest.of(put.copy().returnValues(ReturnValue.ALL_OLD).build(), TABLE)
                .asksForNoJudge())
        .isFalse();
    assertThat(
            ConditionalRequest.of(
                    put.copy().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build(), TABLE)
                .asksForNoJudge())
        .isTrue();
  }

  @Test
  void request_whenItCannotBeDone_thenIsRefused() {
    PutItemRequest.Builder put = PutItemRequest.builder();
    assertRefused(put.copy().tableName("other").build(), "names table 'other'");
    assertRefused(put.copy().returnValues(ReturnValue.ALL_NEW).build(), "ReturnValues=ALL_NEW");
    assertRefused(put.copy().conditionalOperator("AND").build(), "legacy");
    assertRefused(put.copy().expected(Map.of()).build(), "legacy");
    assertRefused(put.copy().conditionExpression("(a").build(), "parenthesis");
    assertRefused(
        put.copy().expressionAttributeNames(Map.of("#dynamodbha_x", "x")).build(),
        "#dynamodbha_x is used by dynamodb-ha itself");
    assertRefused(
        put.copy()
            .expressionAttributeValues(Map.of(":dynamodbha_x", AttributeValue.fromS("x")))
            .build(),
        ":dynamodbha_x");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ConditionalRequest.of(
                    UpdateItemRequest.builder().attributeUpdates(Map.of()).build(), TABLE))
        .withMessageContaining("legacy");
  }

  private static void assertRefused(PutItemRequest request, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConditionalRequest.of(request, TABLE))
        .withMessageContaining(reason);
  }

  @Test
  void request_whenItNamesThisTable_thenPasses() {
    assertThat(ConditionalRequest.of(PutItemRequest.builder().tableName(TABLE).build(), TABLE))
        .isNotNull();
  }
}
