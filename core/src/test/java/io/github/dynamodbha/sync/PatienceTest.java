package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a call is repeated, and when a replica is given up. */
class PatienceTest {
  private final List<Duration> sleeps = new ArrayList<>();
  private final Patience patience = new Patience("region", sleeps::add, new Random(1));
  private final AtomicInteger calls = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({"ANSWER, 1", "TABLE_MISSING, 1", "REGION_SICK, 5", "AMBIGUOUS, 5", "THROTTLED, 10"})
  void call_whenItFails_thenIsTriedABoundedNumberOfTimes(FailureClass failureClass, int tries)
      throws InterruptedException {
    assertThat(call(failureClass, Integer.MAX_VALUE)).isInstanceOf(Reply.Failed.class);
    assertThat(calls).hasValue(tries);
    assertThat(sleeps).hasSize(tries - 1).allMatch(s -> s.compareTo(Duration.ofSeconds(5)) <= 0);
  }

  @Test
  void call_whenALaterTrySucceeds_thenIsAnswered() throws InterruptedException {
    assertThat(call(FailureClass.REGION_SICK, 3)).isInstanceOf(Reply.Answered.class);
    assertThat(calls).hasValue(4);
    assertThat(sleeps).isSorted();
  }

  @Test
  void replica_whenSeveralCallsInARowFail_thenIsGivenUp() throws InterruptedException {
    for (int i = 0; i < Patience.MAX_FAILED_CALLS; i++) {
      assertThat(patience.isExhausted()).isFalse();
      assertThat(call(FailureClass.REGION_SICK, Integer.MAX_VALUE))
          .isInstanceOf(Reply.Failed.class);
    }
    assertThat(patience.isExhausted()).isTrue();
    calls.set(0);
    assertThat(call(FailureClass.REGION_SICK, 0)).isInstanceOf(Reply.Failed.class);
    assertThat(calls).hasValue(0);
  }

  @Test
  void replica_whenItRefusesOrThrottles_thenIsNeverGivenUp() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      FailureClass failureClass = i % 2 == 0 ? FailureClass.ANSWER : FailureClass.THROTTLED;
      assertThat(call(failureClass, Integer.MAX_VALUE)).isInstanceOf(Reply.Failed.class);
    }
    assertThat(patience.isExhausted()).isFalse();
  }

  private Reply<String> call(FailureClass failureClass, int failures) throws InterruptedException {
    AtomicInteger left = new AtomicInteger(failures);
    return patience.call(
        () -> {
          calls.incrementAndGet();
          return CompletableFuture.completedFuture(
              left.getAndDecrement() > 0
                  ? new Reply.Failed<>("region", Duration.ZERO, failure(failureClass))
                  : new Reply.Answered<>("region", Duration.ZERO, "answer"));
        });
  }

  private static Failure failure(FailureClass failureClass) {
    return new Failure(failureClass, "reason", false, 0, new IllegalStateException("cause"));
  }
}
