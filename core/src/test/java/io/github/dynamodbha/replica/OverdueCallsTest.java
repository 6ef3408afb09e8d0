package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OverdueCallsTest {
  private static final Duration TIMEOUT = Duration.ofMillis(120);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final Queue<Runnable> sweeps = new ArrayDeque<>();
  private final OverdueCalls calls = new OverdueCalls(now::get, sweeps::add, Runnable::run);

  @Test
  void bound_whenTheCallEnds_thenCompletesWithItAndTheSweepsStop() {
    CompletableFuture<String> call = new CompletableFuture<>();
    CompletableFuture<String> bounded = calls.bound(call, TIMEOUT, () -> "late");

    periodPasses();
    assertThat(bounded).isNotDone();
    call.complete("in time");

    assertThat(bounded).isCompletedWithValue("in time");
    periodPasses();
    assertThat(sweeps).isEmpty();
  }

  @Test
  void bound_whenTheCallDoesNotEnd_thenIsEndedWithinAPeriodOfItsTimeout() {
    CompletableFuture<String> call = new CompletableFuture<>();
    CompletableFuture<String> bounded = calls.bound(call, TIMEOUT, () -> "late");

    periodPasses();
    periodPasses();
    assertThat(bounded).isNotDone();
    periodPasses();

    assertThat(bounded).isCompletedWithValue("late");
    assertThat(call).isNotDone();
    assertThat(sweeps).isEmpty();
  }

  @Test
  void close_endsTheCallsThatAreUnderWayAndThoseThatYetCome() {
    CompletableFuture<String> before =
        calls.bound(new CompletableFuture<>(), TIMEOUT, () -> "closed");

    calls.close();

    assertThat(before).isCompletedWithValue("closed");
    assertThat(calls.bound(new CompletableFuture<>(), TIMEOUT, () -> "closed"))
        .isCompletedWithValue("closed");
    periodPasses();
    assertThat(sweeps).isEmpty();
  }

  @Test
  void bound_whenTheCallFails_thenFails() {
    CompletableFuture<String> call = new CompletableFuture<>();
    CompletableFuture<String> bounded = calls.bound(call, TIMEOUT, () -> "late");

    call.completeExceptionally(new IllegalStateException("broken"));

    assertThat(bounded).isCompletedExceptionally();
  }

  @Test
  void bound_whenManyCallsAreUnderWay_thenOneSweepServesAll() {
    for (int i = 0; i < 100; i++) {
      assertThat(calls.bound(new CompletableFuture<>(), TIMEOUT, () -> "late")).isNotDone();
    }

    assertThat(sweeps).hasSize(1);
    periodPasses();
    assertThat(sweeps).hasSize(1);
  }

  @Test
  void bound_whenACallComesAfterTheSweepsStopped_thenTheyStartAgain() {
    assertThat(calls.bound(CompletableFuture.completedFuture("done"), TIMEOUT, () -> "late"))
        .isCompletedWithValue("done");
    assertThat(sweeps).isEmpty();

    assertThat(calls.bound(new CompletableFuture<>(), TIMEOUT, () -> "late")).isNotDone();
    assertThat(sweeps).hasSize(1);
  }

  private void periodPasses() {
    now.addAndGet(OverdueCalls.PERIOD.toNanos());
    Runnable sweep = sweeps.poll();
    if (sweep != null) {
      sweep.run();
    }
  }
}
