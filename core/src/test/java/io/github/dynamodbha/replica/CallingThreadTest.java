package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;

/** When a call may use the thread that makes it, and for how long it may hold it. */
@WithLocalRegions
class CallingThreadTest {
  private static final DescribeTableRequest DESCRIBE =
      DescribeTableRequest.builder().tableName("planets").build();

  private static final AwsCredentials CREDENTIALS =
      AwsBasicCredentials.create(LocalRegions.freshAccessKey(), "secret");

  /** A bound for a failing test only. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void call_whenTheCredentialsDontCome_thenFailsByTheDeadline(
      Replica.Face face, LocalRegions regions) throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AwsCredentialsProvider blocked =
        () -> {
          awaitUninterruptibly(release);
          return CREDENTIALS;
        };
    try (Replica replica = replica(face, regions, blocked, Duration.ofMillis(300))) {
      // On another thread, so that a call that holds its thread fails this test and ends.
      Reply<DescribeTableResponse> reply =
          CompletableFuture.supplyAsync(() -> call(replica).join()).get(10, TimeUnit.SECONDS);

      assertThat(reply).isInstanceOf(Reply.Failed.class);
      assertThat(((Reply.Failed<DescribeTableResponse>) reply).failure().failureClass())
          .isEqualTo(FailureClass.AMBIGUOUS);
    } finally {
      release.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void call_afterTheRegionsFirstAnswer_usesTheCallingThread(
      Replica.Face face, LocalRegions regions) {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    try (Replica replica = replica(face, regions, recording(threads), PATIENT)) {
      assertThat(call(replica).join()).satisfies(CallingThreadTest::isAnswer);
      assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());

      assertThat(call(replica).join()).satisfies(CallingThreadTest::isAnswer);
      assertThat(threads).hasSize(2).endsWith(Thread.currentThread());
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void call_whenTheCallingThreadIsInterrupted_thenIsMadeAndTheFlagStays(
      Replica.Face face, LocalRegions regions) {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    try (Replica replica = replica(face, regions, recording(threads), PATIENT)) {
      assertThat(call(replica).join()).satisfies(CallingThreadTest::isAnswer);

      Thread.currentThread().interrupt();
      Reply<DescribeTableResponse> reply = call(replica).join();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(reply).satisfies(CallingThreadTest::isAnswer);
      assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread());
    }
  }

  private static void isAnswer(Reply<DescribeTableResponse> reply) {
    assertThat(((Reply.Failed<DescribeTableResponse>) reply).failure().failureClass())
        .isEqualTo(FailureClass.TABLE_MISSING);
  }

  private static CompletableFuture<Reply<DescribeTableResponse>> call(Replica replica) {
    return replica.call(
        Operation.DESCRIBE_TABLE, DESCRIBE, replica.newDeadline(), Dispatch.CALLING_THREAD);
  }

  private static AwsCredentialsProvider recording(List<Thread> threads) {
    return () -> {
      threads.add(Thread.currentThread());
      return CREDENTIALS;
    };
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Replica replica(
      Replica.Face face,
      LocalRegions regions,
      AwsCredentialsProvider credentials,
      Duration timeout) {
    LocalRegion region = regions.region("us-east-1");
    return new Replica(
        ReplicaSettings.builder()
            .region(region.name())
            .endpointOverride(region.endpoint())
            .tableName("planets")
            .credentialsProvider(credentials)
            .build(),
        new ConnectionSettings(timeout, timeout, 5),
        face,
        System::nanoTime,
        new Random(1));
  }
}
