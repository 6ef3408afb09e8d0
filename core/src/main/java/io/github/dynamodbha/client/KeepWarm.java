package io.github.dynamodbha.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends a small request to each region that had nothing to answer for a while, so that a connection
 * there stays open: when the first region goes, and even the names of the others can't be looked up
 * by then, a warm connection is what is left. What comes of it reaches the region's health, so that
 * a spare region which is down is known before it is needed. A region that is left out gets it when
 * its next trial is due, so that it is found back also where nobody reads, or calls at all.
 *
 * <p>The request is {@code DescribeEndpoints}: it touches no table and costs nothing. That a caller
 * may not send it does as well, since the refusal comes over the same connection.
 */
final class KeepWarm implements AutoCloseable {
  /** Well below the minute after which the SDK's clients close an idle connection. */
  static final Duration IDLE = Duration.ofSeconds(20);

  private final List<RegionState> regions;
  private final ScheduledExecutorService thread;

  KeepWarm(List<RegionState> regions) {
    this.regions = regions;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "dynamodb-ha-keep-warm");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Looks at all regions every {@link #IDLE}, but not now: no region is needed for the start. */
  KeepWarm start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            () -> SafeListener.safely(this::look),
            IDLE.toNanos(),
            IDLE.toNanos(),
            TimeUnit.NANOSECONDS);
    return this;
  }

  /** Asks the regions that are idle, and those that are due for a trial. */
  void look() {
    for (RegionState region : regions) {
      if (!region.excluded() && (region.isDueForProbe() || region.idleFor(IDLE))) {
        region.probe();
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
