package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;

/** A replica whose region can't be reached at all, and the small things around it. */
class ReplicaTest {
  private static final DescribeTableRequest DESCRIBE =
      DescribeTableRequest.builder().tableName("t").build();

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void call_whenTheHostIsUnknown_thenTheReplyIsAClassifiedFailureAndTheReplicaSuspended(
      Replica.Face face) {
    try (Replica replica = replica(face, "http://no-such-host.invalid:1")) {
      Reply<DescribeTableResponse> reply =
          replica.call(Operation.DESCRIBE_TABLE, DESCRIBE, replica.newDeadline()).join();

      assertThat(reply).isInstanceOf(Reply.Failed.class);
      Failure failure = ((Reply.Failed<DescribeTableResponse>) reply).failure();
      assertThat(failure.reason()).isEqualTo("unknown host");
      assertThat(failure.mayHaveHappened()).isFalse();
      assertThat(reply.region()).isEqualTo("mars-1");
      assertThat(replica.health(true).isSuspended()).isTrue();
    }
  }

  @Test
  void call_whenTheDeadlineHasPassed_thenNothingIsSent() {
    AtomicLong now = new AtomicLong();
    try (Replica replica =
        new Replica(
            settings("http://127.0.0.1:1"),
            ConnectionSettings.DEFAULT,
            Replica.Face.SYNC,
            now::get,
            new Random(1))) {
      Deadline deadline = replica.newDeadline();
      now.addAndGet(Duration.ofSeconds(6).toNanos());

      Reply<DescribeTableResponse> reply =
          replica.call(Operation.DESCRIBE_TABLE, DESCRIBE, deadline).join();

      Failure failure = ((Reply.Failed<DescribeTableResponse>) reply).failure();
      assertThat(failure.failureClass()).isEqualTo(FailureClass.AMBIGUOUS);
      assertThat(failure.mayHaveHappened()).isFalse();
      assertThat(failure.describe()).contains("before the call was sent");
    }
  }

  @Test
  void deadline_shared_leavesEachLegItsPart() {
    AtomicLong now = new AtomicLong();
    Deadline deadline = Deadline.after(Duration.ofSeconds(6), now::get);

    assertThat(deadline.share(3).remaining()).isEqualTo(Duration.ofSeconds(2));
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    assertThat(deadline.share(2).remaining()).isEqualTo(Duration.ofSeconds(1));
    assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void boundedDnsResolver_whenTheNameIsUnknown_thenSaysSo() {
    try (BoundedDnsResolver resolver = new BoundedDnsResolver("mars-1", Duration.ofSeconds(5))) {
      assertThatThrownBy(() -> resolver.resolve("no-such-host.invalid"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("no-such-host.invalid");
    }
  }

  @Test
  void boundedDnsResolver_whenTheLookUpTakesTooLong_thenEndsItAsAnUnknownHost() {
    try (BoundedDnsResolver resolver =
        new BoundedDnsResolver(
            "mars-1",
            Duration.ofMillis(1),
            host -> {
              // A look-up that never ends of itself: the thread waits until the resolver is closed.
              new java.util.concurrent.CountDownLatch(1).await();
              throw new AssertionError("unreachable");
            })) {
      assertThatThrownBy(() -> resolver.resolve("slow.example"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("no answer from the name server within PT0.001S");
    }
  }

  @Test
  void perlModuleCredentials_whenBothVariablesAreSet_thenAreUsed() {
    AwsCredentials credentials =
        DefaultCredentials.perlModule(
                Map.of("AWS_ACCESS_KEY", "key", "AWS_SECRET_KEY", "secret")::get)
            .resolveCredentials();

    assertThat(credentials.accessKeyId()).isEqualTo("key");
    assertThat(credentials.secretAccessKey()).isEqualTo("secret");
  }

  @Test
  void defaultCredentials_whenAProfileIsNamed_thenItIsTheOnlySource() {
    assertThatThrownBy(() -> DefaultCredentials.create("no-such-profile").resolveCredentials())
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("no-such-profile");
  }

  @Test
  void perlModuleCredentials_whenOneIsMissing_thenNamesBoth() {
    assertThatThrownBy(
            () ->
                DefaultCredentials.perlModule(Map.of("AWS_ACCESS_KEY", "key")::get)
                    .resolveCredentials())
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("AWS_ACCESS_KEY and AWS_SECRET_KEY");
  }

  @Test
  void regionThreads_areDaemonsNamedAfterTheirRegion() {
    Thread thread = new RegionThreads("us-east-1").newThread(() -> {});

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("dynamodb-ha-us-east-1-1");
  }

  private static Replica replica(Replica.Face face, String endpoint) {
    // Room for a slow name server: the test is about the answer, not about the time it takes.
    Duration patient = Duration.ofSeconds(60);
    return new Replica(
        settings(endpoint),
        new ConnectionSettings(patient, patient, 1),
        face,
        System::nanoTime,
        new Random(1));
  }

  private static ReplicaSettings settings(String endpoint) {
    return ReplicaSettings.builder()
        .region("mars-1")
        .endpointOverride(URI.create(endpoint))
        .tableName("t")
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
