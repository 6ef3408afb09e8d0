package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** More calls at once than a region has connections. */
@WithLocalRegions
class BurstTest {
  private static final GetItemRequest GET =
      GetItemRequest.builder()
          .tableName("planets")
          .key(Map.of("name", AttributeValue.fromS("Mars")))
          .build();

  // Room for a slow machine: these tests are about what is sent, not about time.
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void call_whenABurstExceedsTheConnections_thenEveryCallIsAnswered(
      Replica.Face face, LocalRegions regions) {
    LocalRegion region = regions.region("us-east-1");
    try (Replica replica =
        new Replica(
            settings(region),
            new ConnectionSettings(PATIENT, PATIENT, 5),
            face,
            System::nanoTime,
            new Random(1))) {
      assertThat(replica.call(Operation.CREATE_TABLE, table(), replica.newDeadline()).join())
          .isInstanceOf(Reply.Answered.class);

      List<CompletableFuture<Reply<PutItemResponse>>> calls =
          IntStream.range(0, 200)
              .mapToObj(i -> replica.call(Operation.PUT_ITEM, put(i), replica.newDeadline()))
              .toList();

      assertThat(calls)
          .allSatisfy(call -> assertThat(call.join()).isInstanceOf(Reply.Answered.class));
      assertThat(replica.health(true).isSuspended()).isFalse();
      assertThat(replica.health(true).lastFailure()).isNull();
    }
  }

  @Test
  void call_whenItWaitedUntilNothingOfItsTimeWasLeft_thenIsNotSent() {
    AtomicLong now = new AtomicLong();
    CountDownLatch release = new CountDownLatch(1);
    try (StubRegion region = StubRegion.start(n -> answerAfter(release));
        SyncRegionClient client = client(region)) {
      CompletableFuture<GetItemResponse> first =
          client.call(
              Operation.GET_ITEM, GET, Deadline.after(PATIENT, now::get), Dispatch.REGION_THREAD);
      CompletableFuture<GetItemResponse> second =
          client.call(
              Operation.GET_ITEM, GET, Deadline.after(PATIENT, now::get), Dispatch.REGION_THREAD);
      region.awaitRequest();
      now.addAndGet(PATIENT.toNanos());
      release.countDown();

      assertThat(first.join()).isNotNull();
      assertThatThrownBy(second::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(NotSentException.class);
      assertThat(region.requests()).hasSize(1);
    }
  }

  @Test
  void write_whenItGetsNoThreadInItsTime_thenCertainlyDidNotHappen() {
    CountDownLatch release = new CountDownLatch(1);
    try (StubRegion region = StubRegion.start(n -> answerAfter(release));
        Replica replica =
            new Replica(
                ReplicaSettings.builder()
                    .region("mars-1")
                    .endpointOverride(region.endpoint())
                    .tableName("planets")
                    .credentialsProvider(credentials("key"))
                    .build(),
                new ConnectionSettings(PATIENT, PATIENT, 1),
                Replica.Face.SYNC,
                System::nanoTime,
                new Random(1))) {
      CompletableFuture<Reply<GetItemResponse>> first =
          replica.call(Operation.GET_ITEM, GET, replica.newDeadline());
      region.awaitRequest();

      Reply<PutItemResponse> second =
          replica
              .call(
                  Operation.PUT_ITEM,
                  put(1),
                  Deadline.after(Duration.ofMillis(300), System::nanoTime))
              .join();

      assertThat(second)
          .isInstanceOfSatisfying(
              Reply.Failed.class,
              failed -> {
                assertThat(failed.failure().reason()).isEqualTo("pool exhausted");
                assertThat(failed.failure().mayHaveHappened()).isFalse();
              });
      release.countDown();
      assertThat(first.join()).isInstanceOf(Reply.Answered.class);
      assertThat(region.requests()).hasSize(1);
    } finally {
      release.countDown();
    }
  }

  @Test
  void close_whenCallsWait_thenEndsThemWithoutSending() {
    CountDownLatch release = new CountDownLatch(1);
    try (StubRegion region = StubRegion.start(n -> answerAfter(release))) {
      SyncRegionClient client = client(region);
      Deadline deadline = Deadline.after(PATIENT, System::nanoTime);
      CompletableFuture<GetItemResponse> first =
          client.call(Operation.GET_ITEM, GET, deadline, Dispatch.REGION_THREAD);
      region.awaitRequest();
      CompletableFuture<GetItemResponse> second =
          client.call(Operation.GET_ITEM, GET, deadline, Dispatch.REGION_THREAD);

      client.close();

      assertThatThrownBy(second::join).hasCauseInstanceOf(RejectedExecutionException.class);
      assertThatThrownBy(first::join).isInstanceOf(CompletionException.class);
      assertThat(region.requests()).hasSize(1);
    } finally {
      release.countDown();
    }
  }

  private static String answerAfter(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the stub", e);
    }
    return StubRegion.ok();
  }

  private static SyncRegionClient client(StubRegion region) {
    return new SyncRegionClient(
        ReplicaSettings.builder()
            .region("mars-1")
            .endpointOverride(region.endpoint())
            .credentialsProvider(credentials("key"))
            .build(),
        new ConnectionSettings(PATIENT, PATIENT, 1),
        PATIENT,
        () -> {});
  }

  private static ReplicaSettings settings(LocalRegion region) {
    return ReplicaSettings.builder()
        .region(region.name())
        .endpointOverride(region.endpoint())
        .tableName("planets")
        .credentialsProvider(credentials(LocalRegions.freshAccessKey()))
        .build();
  }

  private static StaticCredentialsProvider credentials(String accessKey) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret"));
  }

  private static CreateTableRequest table() {
    return CreateTableRequest.builder()
        .tableName("planets")
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(KeySchemaElement.builder().attributeName("name").keyType(KeyType.HASH).build())
        .attributeDefinitions(
            AttributeDefinition.builder()
                .attributeName("name")
                .attributeType(ScalarAttributeType.S)
                .build())
        .build();
  }

  private static PutItemRequest put(int number) {
    return PutItemRequest.builder()
        .tableName("planets")
        .item(Map.of("name", AttributeValue.fromS("planet " + number)))
        .build();
  }
}
