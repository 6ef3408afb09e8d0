package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.RoundPlan.PlannedFault;
import io.github.dynamodbha.local.LocalRegion;
import java.time.Duration;
import java.util.List;

/** Brings the planned faults about in one region. One thread. */
final class Disaster {
  private final LocalRegion region;
  private final List<PlannedFault> faults;
  private final Tally tally;

  Disaster(LocalRegion region, List<PlannedFault> faults, Tally tally) {
    this.region = region;
    this.faults = faults;
    this.tally = tally;
  }

  /**
   * Runs to the last fault's end.
   *
   * @param start when the round began, by {@link System#nanoTime}
   */
  void run(long start) throws InterruptedException {
    for (PlannedFault fault : faults) {
      sleepUntil(start, fault.start());
      fault.kind().inject(region, fault.delay(), () -> tally.hit(fault.kind()));
      tally.injected(fault.kind());
      sleepUntil(start, fault.end());
      region.heal();
    }
  }

  private static void sleepUntil(long start, Duration at) throws InterruptedException {
    long left = start + at.toNanos() - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left).toMillis() + 1);
    }
  }
}
