package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Which failures are tried again in the same region, counted by the requests that arrive. */
class RetryTest {
  private static final Map<String, AttributeValue> MARS =
      Map.of("name", AttributeValue.fromS("Mars"));
  private static final GetItemRequest GET =
      GetItemRequest.builder().tableName("planets").key(MARS).build();
  private static final PutItemRequest PUT =
      PutItemRequest.builder().tableName("planets").item(MARS).build();
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SIGNING_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void call_whenTheHostsClockIsAnHourOff_thenIsSignedAgainByTheRegionsClock(Replica.Face face) {
    // The SDK keeps the correction for the whole process: each face needs a skew of its own.
    Instant regionsTime = Instant.now().plus(Duration.ofHours(face == Replica.Face.SYNC ? 1 : 2));
    String skewed =
        StubRegion.error(
            400,
            "Date: " + HTTP_DATE.format(regionsTime) + "\r\n",
            "InvalidSignatureException",
            "Signature expired: it is later");
    try (StubRegion region = StubRegion.start(n -> n == 0 ? skewed : StubRegion.ok());
        Replica replica = replica(face, region)) {
      assertThat(call(replica, Operation.GET_ITEM, GET)).isInstanceOf(Reply.Answered.class);

      assertThat(region.requests()).hasSize(2);
      Instant signed =
          SIGNING_DATE.parse(region.requests().get(1).get("x-amz-date"), Instant::from);
      assertThat(signed).isBetween(regionsTime.minusSeconds(60), regionsTime.plusSeconds(60));
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void call_whenTheRegionSaysThatTheTimeIsTooSkewed_thenIsTriedAgain(Replica.Face face) {
    String skewed = StubRegion.error(400, "", "RequestTimeTooSkewed", "too skewed");
    try (StubRegion region = StubRegion.start(n -> n == 0 ? skewed : StubRegion.ok());
        Replica replica = replica(face, region)) {
      assertThat(call(replica, Operation.GET_ITEM, GET)).isInstanceOf(Reply.Answered.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void call_whenTheAnswersChecksumIsWrong_thenIsTriedAgain(Replica.Face face) {
    String garbled = StubRegion.answer(200, "x-amz-crc32: 1\r\n", "{}");
    try (StubRegion region = StubRegion.start(n -> n == 0 ? garbled : StubRegion.ok());
        Replica replica = replica(face, region)) {
      assertThat(call(replica, Operation.GET_ITEM, GET)).isInstanceOf(Reply.Answered.class);
      assertThat(region.requests()).hasSize(2);
    }
  }

  @Test
  void call_whenTheRegionIsSick_thenAReadIsNotTriedAgainThere() {
    assertThat(requestsUnderServerErrors(Operation.GET_ITEM, GET)).isEqualTo(1);
  }

  @Test
  void call_whenTheRegionIsSick_thenAReplicatedWriteIsTriedOnceMore() {
    assertThat(requestsUnderServerErrors(Operation.PUT_ITEM, PUT)).isEqualTo(2);
  }

  @Test
  void call_whenTheRegionIsSick_thenAJudgedPutIsNotRepeated() {
    assertThat(requestsUnderServerErrors(Operation.PUT_ITEM_JUDGED, PUT)).isEqualTo(1);
  }

  @Test
  void call_whenTheRegionIsSick_thenATransactionIsNotRepeated() {
    TransactWriteItemsRequest transaction =
        TransactWriteItemsRequest.builder()
            .transactItems(
                TransactWriteItem.builder().put(p -> p.tableName("planets").item(MARS)).build())
            .build();
    assertThat(requestsUnderServerErrors(Operation.TRANSACT_WRITE_ITEMS, transaction)).isEqualTo(1);
  }

  private static <Q extends DynamoDbRequest, A extends DynamoDbResponse>
      int requestsUnderServerErrors(Operation<Q, A> operation, Q request) {
    String error = StubRegion.error(500, "", "InternalServerError", "sick");
    try (StubRegion region = StubRegion.start(n -> error);
        Replica replica = replica(Replica.Face.SYNC, region)) {
      assertThat(call(replica, operation, request)).isInstanceOf(Reply.Failed.class);
      return region.requests().size();
    }
  }

  private static <Q extends DynamoDbRequest, A extends DynamoDbResponse> Reply<A> call(
      Replica replica, Operation<Q, A> operation, Q request) {
    return replica.call(operation, request, replica.newDeadline()).join();
  }

  private static Replica replica(Replica.Face face, StubRegion region) {
    // Room for a slow machine: these tests are about what is sent, not about time.
    Duration patient = Duration.ofSeconds(60);
    return new Replica(
        ReplicaSettings.builder()
            .region("mars-1")
            .endpointOverride(region.endpoint())
            .tableName("planets")
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .build(),
        new ConnectionSettings(patient, patient, 5),
        face,
        System::nanoTime,
        new Random(1));
  }
}
