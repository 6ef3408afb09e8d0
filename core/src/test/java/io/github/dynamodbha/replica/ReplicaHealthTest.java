package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** When a replica is suspended, tried and taken back; time is passed in. */
class ReplicaHealthTest {
  private static final Failure REFUSED =
      FailureTable.classify(SdkClientException.create("no", new ConnectException("refused")));
  private static final Failure UNKNOWN_HOST =
      FailureTable.classify(SdkClientException.create("no", new UnknownHostException("x")));

  // Near the end of the range, as System.nanoTime() may be: differences must survive the overflow.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
  private final ReplicaHealth health = new ReplicaHealth(now::get, new Random(1));

  @Test
  void admit_atFirst_asks() {
    assertThat(health.admit()).isEqualTo(Admission.ASK);
    assertThat(health.isSuspended()).isFalse();
  }

  @Test
  void failed_threeTimesInARow_suspends() {
    health.failed(REFUSED);
    health.failed(REFUSED);
    assertThat(health.admit()).isEqualTo(Admission.ASK);

    health.failed(REFUSED);

    assertThat(health.admit()).isEqualTo(Admission.SKIP);
    assertThat(health.lastFailure()).isEqualTo(REFUSED);
  }

  @Test
  void succeeded_betweenFailures_clearsThem() {
    health.failed(REFUSED);
    health.failed(REFUSED);
    health.succeeded();
    health.failed(REFUSED);
    health.failed(REFUSED);

    assertThat(health.admit()).isEqualTo(Admission.ASK);
  }

  @Test
  void failed_withAnUnknownHost_suspendsAtOnce() {
    health.failed(UNKNOWN_HOST);

    assertThat(health.isSuspended()).isTrue();
  }

  @Test
  void failed_withAnAnswerOrThrottlingOrAMissingTable_neverSuspends() {
    for (FailureClass harmless :
        new FailureClass[] {
          FailureClass.ANSWER, FailureClass.THROTTLED, FailureClass.TABLE_MISSING
        }) {
      for (int i = 0; i < 10; i++) {
        health.failed(new Failure(harmless, "x", false, 3, new RuntimeException("x")));
      }
    }
    assertThat(health.admit()).isEqualTo(Admission.ASK);
  }

  @Test
  void admit_whenSuspended_givesOneTrialAtATimeAndLaterEachTime() {
    health.failed(UNKNOWN_HOST);
    Duration previous = Duration.ZERO;
    for (int trial = 0; trial < 4; trial++) {
      Duration waited = waitForTrial();
      assertThat(health.admit()).isEqualTo(Admission.SKIP);
      assertThat(waited).isGreaterThanOrEqualTo(previous.dividedBy(2));
      health.failed(REFUSED);
      previous = waited;
    }
    assertThat(previous).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
  }

  @Test
  void admit_afterManyTrials_waitsHalfAMinuteAtMost() {
    health.failed(UNKNOWN_HOST);
    for (int trial = 0; trial < 100; trial++) {
      assertThat(waitForTrial()).isLessThanOrEqualTo(Duration.ofSeconds(31));
    }
  }

  @Test
  void succeeded_afterATrial_endsTheSuspension() {
    health.failed(UNKNOWN_HOST);
    assertThat(waitForTrial()).isPositive();

    health.succeeded();

    assertThat(health.admit()).isEqualTo(Admission.ASK);
    health.failed(REFUSED);
    assertThat(health.admit()).isEqualTo(Admission.ASK);
  }

  @Test
  void failed_withALocalAccident_clearsNothing() {
    health.failed(REFUSED);
    health.failed(REFUSED);
    health.failed(FailureTable.classify(AbortedException.create("interrupted")));
    health.failed(FailureTable.classify(new IllegalArgumentException("a bad request")));
    health.failed(REFUSED);
    assertThat(health.isSuspended()).isTrue();

    health.failed(FailureTable.classify(AbortedException.create("interrupted")));
    assertThat(health.isSuspended()).isTrue();
  }

  @Test
  void failed_withAnAnswerOfTheRegion_clearsTheFailuresBefore() {
    health.failed(REFUSED);
    health.failed(REFUSED);
    health.failed(answer("ConditionalCheckFailedException"));
    health.failed(REFUSED);

    assertThat(health.isSuspended()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ConditionalCheckFailedException",
        "ThrottlingException",
        "ResourceNotFoundException"
      })
  void failed_withAnyAnswerOfTheRegion_endsTheSuspension(String code) {
    health.failed(UNKNOWN_HOST);

    health.failed(answer(code));

    assertThat(health.admit()).isEqualTo(Admission.ASK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThrottlingException", "ResourceNotFoundException"})
  void failed_withThrottlingOrAMissingTableWhileNotSuspended_clearsNothing(String code) {
    health.failed(REFUSED);
    health.failed(REFUSED);
    health.failed(answer(code));
    health.failed(REFUSED);

    assertThat(health.isSuspended()).isTrue();
  }

  private static Failure answer(String code) {
    return FailureTable.classify(
        DynamoDbException.builder()
            .statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build());
  }

  /** Moves the clock on in steps of a tenth of a second until a trial is due; returns how far. */
  private Duration waitForTrial() {
    Duration waited = Duration.ZERO;
    Duration step = Duration.ofMillis(100);
    while (waited.compareTo(Duration.ofMinutes(2)) < 0) {
      now.addAndGet(step.toNanos());
      waited = waited.plus(step);
      if (health.admit() == Admission.TRIAL) {
        return waited;
      }
    }
    throw new AssertionError("no trial within two minutes");
  }
}
