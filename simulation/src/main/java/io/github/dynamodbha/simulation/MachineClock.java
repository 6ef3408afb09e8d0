package io.github.dynamodbha.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The clock of a machine, which outlives its processes: wrong from the start, and it may jump. */
final class MachineClock implements InstantSource {
  private static final long NANOS_PER_MICRO = 1_000;

  /** When a history begins, by a clock that is right. */
  static final Instant EPOCH = Instant.parse("2026-11-22T10:00:00Z");

  private final Scheduler scheduler;
  private final List<Jump> jumps = new ArrayList<>();
  private long aheadMicros;

  /** A jump at a step, and what the clock showed until then. */
  private record Jump(long step, long micros) {}

  MachineClock(Scheduler scheduler, long aheadMicros) {
    this.scheduler = scheduler;
    this.aheadMicros = aheadMicros;
  }

  @Override
  public Instant instant() {
    return EPOCH.plusNanos(scheduler.now() + aheadMicros * NANOS_PER_MICRO);
  }

  /** Goes forth, or back if this is negative. */
  void jump(long micros) {
    jumps.add(new Jump(scheduler.steps(), micros()));
    aheadMicros += micros;
  }

  /** The latest time that it has shown since a step. */
  long latestMicrosSince(long step) {
    long latest = micros();
    for (Jump jump : jumps) {
      latest = jump.step() >= step ? Math.max(latest, jump.micros()) : latest;
    }
    return latest;
  }

  private long micros() {
    Instant now = instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / NANOS_PER_MICRO;
  }
}
