package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** A caller who blocks what follows its call holds up no other call's deadline. */
class BlockedContinuationsTest {
  private static final Duration SOON = Duration.ofMillis(20);

  /** For what would otherwise never come. */
  private static final Duration ENOUGH = Duration.ofMinutes(1);

  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch test = new CountDownLatch(1);
  private final RegionConnection connection =
      new RegionConnection(
          ReplicaSettings.builder()
              .region("us-east-1")
              .endpointOverride(URI.create("http://nowhere.test"))
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .build(),
          ConnectionSettings.DEFAULT,
          ConnectionSettings.DEFAULT.timeout(),
          Replica.Face.ASYNC,
          System::nanoTime,
          Timer.SYSTEM,
          health(),
          health(),
          (operation, reply) -> {},
          null,
          onThrottling -> new SilentClient());

  @AfterEach
  void end() {
    test.countDown();
    connection.close();
  }

  @Test
  void call_whoseTimeIsOver_endsWhileAnotherOnesContinuationBlocks() throws InterruptedException {
    CompletableFuture<Void> held = call().thenRun(this::block);
    blocked.await();

    assertThat(call()).succeedsWithin(ENOUGH).isInstanceOf(Reply.Failed.class);
    assertThat(held).isNotDone();
  }

  @Test
  void timer_completesAFuture_whileAnotherOnesContinuationBlocks() throws InterruptedException {
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletableFuture<Void> held = first.thenRun(this::block);
    Timer.SYSTEM.complete(first, SOON);
    blocked.await();

    CompletableFuture<Void> second = new CompletableFuture<>();
    Timer.SYSTEM.complete(second, SOON);

    assertThat(second).succeedsWithin(ENOUGH);
    assertThat(held).isNotDone();
  }

  @Test
  void timer_leavesAFutureThatEndedBefore() {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    Timer.SYSTEM.complete(failed, SOON);

    failed.completeExceptionally(new IllegalStateException("before"));

    assertThat(failed).failsWithin(ENOUGH).withThrowableThat().withMessageContaining("before");
  }

  private CompletableFuture<Reply<GetItemResponse>> call() {
    return connection.call(
        Operation.GET_ITEM,
        GetItemRequest.builder().build(),
        Deadline.after(SOON, System::nanoTime));
  }

  private void block() {
    blocked.countDown();
    try {
      test.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Health health() {
    return new ReplicaHealth(System::nanoTime, NoJitter.INSTANCE);
  }

  /** Never answers, and its calls never time out by themselves. */
  private static final class SilentClient implements RegionClient {
    @Override
    public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
        Operation<Q, A> operation,
        Q request,
        Deadline deadline,
        Dispatch dispatch,
        @Nullable Leg leg) {
      return new CompletableFuture<>();
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
      throw new UnsupportedOperationException("There is no SDK client");
    }

    @Override
    public void close() {}
  }
}
