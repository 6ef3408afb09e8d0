package io.github.dynamodbha.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineClockTest {
  private static final long EPOCH_MICROS = MachineClock.EPOCH.getEpochSecond() * 1_000_000;

  private final Scheduler scheduler = new Scheduler(new Trace(false), false);
  private final MachineClock clock = new MachineClock(scheduler, 10);

  @Test
  void clock_whenItJumps_thenGoesOnFromThere() {
    clock.jump(-30);
    pass(Duration.ofMillis(1));

    assertThat(clock.instant()).isEqualTo(MachineClock.EPOCH.plusNanos(980_000));
  }

  @Test
  void latest_whenItHasJumpedBackSince_thenIsWhatItShowedBefore() {
    pass(Duration.ofMillis(1));
    long before = scheduler.steps();
    clock.jump(-5_000);
    pass(Duration.ofMillis(1));

    assertThat(clock.latestMicrosSince(before)).isEqualTo(EPOCH_MICROS + 1_010);
    assertThat(clock.latestMicrosSince(before + 1)).isEqualTo(EPOCH_MICROS + 2_010 - 5_000);
  }

  private void pass(Duration time) {
    scheduler.after(time.toNanos(), () -> {});
    scheduler.drain();
  }
}
