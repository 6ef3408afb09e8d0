package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What becomes of the calls of a connection that is closed. */
class ClosedConnectionTest {
  private final HeldCalls held = new HeldCalls();
  private final ReplicaHealth health = new ReplicaHealth(() -> 0, NoJitter.INSTANCE);
  private final RegionConnection connection =
      held.connection("east", () -> 0, health, health, (operation, reply) -> {});

  private CompletableFuture<Reply<GetItemResponse>> call() {
    return connection.call(
        Operation.GET_ITEM, GetItemRequest.builder().build(), connection.newDeadline());
  }

  private static Failure failure(CompletableFuture<Reply<GetItemResponse>> reply) {
    assertThat(reply).isCompleted();
    return ((Reply.Failed<GetItemResponse>) reply.join()).failure();
  }

  @Test
  void call_underWay_endsAndMayHaveHappened() {
    CompletableFuture<Reply<GetItemResponse>> reply = call();
    assertThat(reply).isNotDone();

    connection.close();

    assertThat(failure(reply).reason()).isEqualTo("closed");
    assertThat(failure(reply).mayHaveHappened()).isTrue();
    assertThat(health.lastFailure()).isNull();
  }

  @Test
  void call_whoseThreadTheClosingInterrupts_saysThatItWasClosed() {
    StandInReplies replies = new StandInReplies("east", Duration.ofSeconds(5));
    Throwable interrupted = new CompletionException(AbortedException.create("interrupted"));
    Throwable other = SdkClientException.create("other");
    assertThat(replies.explained(interrupted)).isSameAs(interrupted);

    replies.close();

    assertThat(
            FailureTable.classify(Objects.requireNonNull(replies.explained(interrupted))).reason())
        .isEqualTo("closed");
    assertThat(replies.explained(other)).isSameAs(other);
    assertThat(replies.explained(null)).isNull();
  }

  @Test
  void call_afterwards_isNotSent() {
    connection.close();

    CompletableFuture<Reply<GetItemResponse>> reply = call();

    assertThat(failure(reply).mayHaveHappened()).isFalse();
    assertThat(failure(reply).reason()).isEqualTo("closed");
    assertThat(held.fail(new IllegalStateException("sent"))).isFalse();
  }
}
