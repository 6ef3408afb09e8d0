package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HedgeTimerTest {
  private static final Duration DELAY = Duration.ofMillis(5);

  /** Close to the greatest value, over which a real clock may pass. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

  private final Queue<Runnable> sweeps = new ArrayDeque<>();
  private final HedgeTimer timer = new HedgeTimer(now::get, sweeps::add, Runnable::run);

  private static class Counting extends HedgeTimer.Watched {
    private int told;

    Counting(long dueNanos) {
      super(dueNanos);
    }

    @Override
    void due() {
      told++;
    }
  }

  @Test
  void call_thatIsStillUnderWay_isDueOnceWithinAPeriod() {
    Counting call = new Counting(now.get() + DELAY.toNanos());
    timer.watch(call);

    periods(2);
    assertThat(call.told).isZero();
    periods(1);
    assertThat(call.told).isEqualTo(1);
    periods(10);
    assertThat(call.told).isEqualTo(1);
    assertThat(sweeps).isEmpty();
  }

  @Test
  void call_thatEnded_isNotDue() {
    Counting call = new Counting(now.get() + DELAY.toNanos());
    timer.watch(call);

    timer.forget(call);
    periods(10);

    assertThat(call.told).isZero();
    assertThat(sweeps).isEmpty();
  }

  @Test
  void calls_ofAnyNumber_needOneSweep() {
    for (int call = 0; call < 100; call++) {
      timer.watch(new Counting(now.get() + DELAY.toNanos()));
    }

    assertThat(sweeps).hasSize(1);
  }

  @Test
  void call_thatFails_holdsUpNoOther() {
    timer.watch(
        new HedgeTimer.Watched(now.get()) {
          @Override
          void due() {
            throw new IllegalStateException("broken");
          }
        });
    Counting other = new Counting(now.get());
    timer.watch(other);

    periods(1);

    assertThat(other.told).isEqualTo(1);
  }

  @Test
  void call_thatIsWatchedAgain_isDueAgain() {
    Counting call =
        new Counting(now.get()) {
          @Override
          void due() {
            super.due();
            dueAt(timer.now() + DELAY.toNanos());
            timer.watch(this);
          }
        };
    timer.watch(call);

    periods(1);
    assertThat(call.told).isEqualTo(1);
    periods(3);
    assertThat(call.told).isEqualTo(2);
  }

  private void periods(int count) {
    for (int period = 0; period < count; period++) {
      now.addAndGet(HedgeTimer.PERIOD.toNanos());
      Runnable sweep = sweeps.poll();
      if (sweep != null) {
        sweep.run();
      }
    }
  }

  @Test
  void call_thatBlocksWhenItIsDue_holdsUpNoOther() throws InterruptedException {
    HedgeTimer real = new HedgeTimer(System::nanoTime);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    real.watch(
        new HedgeTimer.Watched(System.nanoTime()) {
          @Override
          void due() {
            blocked.countDown();
            await(end);
          }
        });
    blocked.await();

    CountDownLatch told = new CountDownLatch(1);
    real.watch(
        new HedgeTimer.Watched(System.nanoTime()) {
          @Override
          void due() {
            told.countDown();
          }
        });

    try {
      assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      end.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
