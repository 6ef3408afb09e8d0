package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How often a call is repeated, and when a replica is given up. */
class PatienceTest {
  private final List<Duration> sleeps = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();
  private final Cancellation cancellation = new Cancellation();
  private final Patience patience = patience(Double.POSITIVE_INFINITY);
  private final AtomicInteger calls = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({"ANSWER, 1", "TABLE_MISSING, 1", "REGION_SICK, 5", "AMBIGUOUS, 5"})
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

  @ParameterizedTest
  @EnumSource(names = {"ANSWER", "THROTTLED"})
  void replica_whenItAnswersBetween_thenTheFailedCallsAreCountedAnew(FailureClass between)
      throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < Patience.MAX_FAILED_CALLS - 1; i++) {
        call(FailureClass.REGION_SICK, Integer.MAX_VALUE);
      }
      call(between, Integer.MAX_VALUE);
    }
    assertThat(patience.isExhausted()).isFalse();
  }

  @Test
  void call_whenThrottledOften_thenIsTriedUntilAnswered() throws InterruptedException {
    assertThat(call(FailureClass.THROTTLED, 50)).isInstanceOf(Reply.Answered.class);
    assertThat(calls).hasValue(51);
  }

  @Test
  void call_whenNothingIsAnsweredForMinutes_thenFailsWithTheCure() throws InterruptedException {
    Reply<String> reply = call(FailureClass.THROTTLED, Integer.MAX_VALUE);
    assertThat(now.get())
        .isBetween(
            Patience.MAX_THROTTLED.toNanos(), Patience.MAX_THROTTLED.plusMinutes(1).toNanos());
    assertThat(((Reply.Failed<String>) reply).failure().describe())
        .isEqualTo(
            "reason for 10 minutes without any answer (raise the table's capacity or quota, or run"
                + " when other traffic leaves some): cause");
  }

  @Test
  void call_whenOthersAreAnsweredMeanwhile_thenGoesOnForAsLong() throws InterruptedException {
    AtomicInteger throttled = new AtomicInteger();
    Reply<String> reply =
        patience.call(
            () -> {
              answerAnother();
              return now.get() < Patience.MAX_THROTTLED.toNanos() * 6
                  ? throttled(throttled)
                  : answered();
            });
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    assertThat(throttled.get()).isGreaterThan(100);
  }

  @Test
  void call_whenTheBudgetAloneTakesLong_thenIsTriedSeveralTimesAllTheSame()
      throws InterruptedException {
    // A page takes half an hour of such a budget.
    Patience poor = patience(0.07);
    for (int i = 0; i < 3; i++) {
      assertThat(poor.call(PatienceTest::answered)).isInstanceOf(Reply.Answered.class);
      poor.consumed(Prices.PAGE_UNITS);
      AtomicInteger throttled = new AtomicInteger();
      Reply<String> reply =
          poor.call(
              () ->
                  throttled.get() < Patience.MIN_THROTTLED_TRIES - 1
                      ? throttled(throttled)
                      : answered());
      assertThat(reply).isInstanceOf(Reply.Answered.class);
      poor.consumed(Prices.PAGE_UNITS);
    }
  }

  @Test
  void calls_whenOneIsThrottled_thenAllOfTheRegionSlowDown() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      now.addAndGet(Duration.ofMillis(100).toNanos());
      answerAnother();
    }
    assertThat(sleeps).isEmpty();
    AtomicInteger throttled = new AtomicInteger();
    patience.call(() -> throttled.get() < 6 ? throttled(throttled) : answered());
    patience.consumed(Prices.PAGE_UNITS);
    long before = now.get();
    for (int i = 0; i < 20; i++) {
      answerAnother();
    }
    // Ten pages in a second they were before.
    assertThat(now.get() - before).isGreaterThan(Duration.ofSeconds(2).toNanos());
  }

  @Test
  void tries_thenEachWaitForTheBudget() throws InterruptedException {
    Patience budgeted = patience(1);
    budgeted.call(() -> completed(FailureClass.AMBIGUOUS, true));
    // It may have happened each time, and cost what was expected.
    assertThat(now.get() / 1e9).isGreaterThan(Prices.PAGE_UNITS * (Patience.MAX_TRIES - 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "REGION_SICK", "AMBIGUOUS"})
  void call_whenCancelled_thenIsNotRepeated(FailureClass failureClass) throws InterruptedException {
    cancellation.cancel();
    assertThat(call(failureClass, Integer.MAX_VALUE)).isInstanceOf(Reply.Failed.class);
    assertThat(calls).hasValue(1);
    assertThat(sleeps).isEmpty();
  }

  @Test
  void start_whenInterrupted_thenStartsNothing() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> call(FailureClass.ANSWER, 0));
    assertThat(calls).hasValue(0);
  }

  private Patience patience(double unitsPerSecond) {
    Sleeper sleeper =
        duration -> {
          sleeps.add(duration);
          now.addAndGet(duration.toNanos());
        };
    UnitBudget budget =
        new UnitBudget(unitsPerSecond, Prices.PAGE_UNITS, now::get, sleeper, cancellation);
    return new Patience("region", budget, now::get, sleeper, new Random(1));
  }

  private void answerAnother() {
    try {
      patience.call(PatienceTest::answered);
      patience.consumed(Prices.PAGE_UNITS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletableFuture<Reply<String>> throttled(AtomicInteger count) {
    count.incrementAndGet();
    return completed(FailureClass.THROTTLED, false);
  }

  private static CompletableFuture<Reply<String>> completed(
      FailureClass failureClass, boolean mayHaveHappened) {
    return CompletableFuture.completedFuture(
        new Reply.Failed<>("region", Duration.ZERO, failure(failureClass, mayHaveHappened)));
  }

  private static CompletableFuture<Reply<String>> answered() {
    return CompletableFuture.completedFuture(
        new Reply.Answered<>("region", Duration.ZERO, "answer"));
  }

  private Reply<String> call(FailureClass failureClass, int failures) throws InterruptedException {
    AtomicInteger left = new AtomicInteger(failures);
    return patience.call(
        () -> {
          calls.incrementAndGet();
          return left.getAndDecrement() > 0 ? completed(failureClass, false) : answered();
        });
  }

  private static Failure failure(FailureClass failureClass, boolean mayHaveHappened) {
    return new Failure(
        failureClass, "reason", mayHaveHappened, 0, new IllegalStateException("cause"));
  }
}
