package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the units stay within their rate, in virtual time. */
class UnitBudgetTest {
  private static final int WORKERS = 8;

  /** A page of 1 MB, eventually consistent. */
  private static final double PAGE = 128;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong now = new AtomicLong();
  private final Cancellation cancellation = new Cancellation();
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 10, 100, 1000, 5000})
  void rate_whenPagesAreFull_thenHoldsOverAnyWindowAndIsUsed(double rate)
      throws InterruptedException {
    CallSimulation calls =
        new CallSimulation(WORKERS, rate, PAGE, () -> PAGE, () -> latency(5, 200))
            .run(Duration.ofHours(1), 100_000);
    for (int seconds : new int[] {5, 60, 600}) {
      assertThat(calls.most(Duration.ofSeconds(seconds)))
          .as("in %s s", seconds)
          .isLessThanOrEqualTo(rate * (seconds + UnitBudget.BURST_SECONDS) + PAGE);
    }
    assertThat(calls.rate()).isBetween(0.95 * rate - 1, rate * 1.01 + PAGE / calls.seconds());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 10, 100, 1000})
  void rate_whenCallsDifferWidely_thenHoldsButForTheCallsUnderWay(double rate)
      throws InterruptedException {
    CallSimulation calls =
        new CallSimulation(
                WORKERS,
                rate,
                PAGE,
                () -> random.nextInt(10) == 0 ? PAGE : 0.5,
                () -> latency(5, 50))
            .run(Duration.ofHours(1), 100_000);
    assertThat(calls.most(MINUTE))
        .isLessThanOrEqualTo(rate * (60 + UnitBudget.BURST_SECONDS) + WORKERS * PAGE);
    assertThat(calls.rate()).isLessThan(rate * 1.01 + PAGE / calls.seconds());
  }

  @Test
  void rate_whenTheFirstCallsCostMoreThanExpected_thenTheirDebtIsPaidBack()
      throws InterruptedException {
    CallSimulation calls =
        new CallSimulation(WORKERS, 10, 0.5, () -> PAGE, () -> latency(5, 50))
            .run(Duration.ofHours(1), 100_000);
    assertThat(calls.most(MINUTE)).isLessThanOrEqualTo(10 * 60 + WORKERS * PAGE);
    assertThat(calls.rate()).isLessThan(10.1);
  }

  @Test
  void rate_whenCallsAreSmallAndMany_thenIsUsed() throws InterruptedException {
    CallSimulation calls =
        new CallSimulation(WORKERS, 1000, 1, () -> 1, () -> latency(1, 10)).run(MINUTE, 1_000_000);
    assertThat(calls.rate()).isBetween(990.0, 1010.0);
  }

  @Test
  void rate_whenThreadsShareIt_thenHolds() throws Exception {
    UnitBudget budget = budget(10, PAGE);
    DoubleAdder units = new DoubleAdder();
    inThreads(
        () -> {
          for (int call = 0; call < 50; call++) {
            budget.await(0);
            budget.consumed(PAGE);
            units.add(PAGE);
          }
          return null;
        });
    assertThat(units.sum()).isEqualTo(WORKERS * 50 * PAGE);
    assertThat(now.get() / 1e9).isBetween((units.sum() - PAGE) / 10, units.sum() / 10 + WORKERS);
  }

  @Test
  void budget_whenUnlimited_thenNobodyWaits() throws InterruptedException {
    UnitBudget budget = budget(Double.POSITIVE_INFINITY, PAGE);
    for (int call = 0; call < 1000; call++) {
      budget.await(0);
      budget.consumed(PAGE);
    }
    assertThat(now).hasValue(0);
  }

  @Test
  void budget_whenCallsFail_thenOnlyThoseThatMayHaveHappenedCount() throws InterruptedException {
    UnitBudget budget = budget(1, 10);
    for (int call = 0; call < 5; call++) {
      budget.await(0);
      budget.failed(false);
    }
    assertThat(now).hasValue(0);
    budget.await(0);
    budget.failed(true);
    budget.await(0);
    assertWaited(Duration.ofSeconds(10));
  }

  @Test
  void budget_whenTheEngineDoesNotTell_thenTheExpectationCounts() throws InterruptedException {
    UnitBudget budget = budget(1, 10);
    budget.await(0);
    budget.consumed(0);
    budget.await(0);
    assertWaited(Duration.ofSeconds(10));
  }

  @Test
  void budget_whenACallIsKnownToCostMore_thenThatIsTaken() throws InterruptedException {
    UnitBudget budget = budget(1, 1);
    budget.await(30);
    budget.await(0);
    assertWaited(Duration.ofSeconds(30));
  }

  @Test
  void budget_whenMoreWasTakenThanConsumed_thenTheRestIsGivenBack() throws InterruptedException {
    UnitBudget budget = budget(1, PAGE);
    budget.await(0);
    budget.consumed(0.5);
    budget.await(0);
    assertWaited(Duration.ofMillis(500));
  }

  @Test
  void budget_whenACallCostsLess_thenTheExpectationSinksByATenthOfThat()
      throws InterruptedException {
    UnitBudget budget = budget(1, PAGE);
    budget.await(0);
    budget.consumed(100);
    budget.await(0);
    budget.consumed(10);
    // The two calls; and what the third is expected to consume, 91.
    budget.await(0);
    budget.await(0);
    assertWaited(Duration.ofSeconds(100 + 10 + 91));
  }

  @Test
  void await_whenCancelled_thenReturnsInsteadOfWaiting() throws InterruptedException {
    UnitBudget budget = budget(1, PAGE);
    budget.await(0);
    cancellation.cancel();
    budget.await(0);
    assertThat(now).hasValue(0);
    assertThat(budget.isCancelled()).isTrue();
  }

  @Test
  void await_whenCancelledWhileItWaits_thenReturnsSoon() throws InterruptedException {
    UnitBudget budget =
        new UnitBudget(
            1,
            PAGE,
            now::get,
            duration -> {
              cancellation.cancel();
              now.addAndGet(duration.toNanos());
            },
            cancellation);
    budget.await(0);
    budget.await(0);
    assertThat(now.get()).isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
  }

  @Test
  void await_whenInterrupted_thenEndsWhetherSleepingOrWaitingForItsTurn() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    UnitBudget budget =
        new UnitBudget(
            1,
            PAGE,
            now::get,
            duration -> {
              asleep.countDown();
              new CountDownLatch(1).await();
            },
            cancellation);
    budget.await(0);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        waiting.add(
            threads.submit(
                () ->
                    assertThatExceptionOfType(InterruptedException.class)
                        .isThrownBy(() -> budget.await(0))));
      }
      asleep.await();
      threads.shutdownNow();
      for (Future<?> thread : waiting) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Waits are rounded up to whole milliseconds. */
  private void assertWaited(Duration duration) {
    assertThat(now.get() - duration.toNanos()).isBetween(0L, Duration.ofMillis(2).toNanos());
  }

  private UnitBudget budget(double rate, double firstCallUnits) {
    return new UnitBudget(
        rate,
        firstCallUnits,
        now::get,
        duration -> now.addAndGet(duration.toNanos()),
        cancellation);
  }

  private long latency(int leastMillis, int mostMillis) {
    return Duration.ofMillis(leastMillis + random.nextInt(mostMillis - leastMillis)).toNanos();
  }

  private static void inThreads(Callable<Void> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        running.add(threads.submit(task));
      }
      for (Future<Void> thread : running) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
