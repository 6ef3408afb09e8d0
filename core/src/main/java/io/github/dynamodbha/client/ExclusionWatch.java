package io.github.dynamodbha.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source every second which regions are to be kept out of use, on a thread of its own, since
 * the source may take its time. What it said last holds while it fails.
 */
final class ExclusionWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExclusionWatch.class);

  /** An operator waits no longer for a change to hold; a small file costs nothing to read. */
  static final Duration PERIOD = Duration.ofSeconds(1);

  /** Enough for a file; a program's start does not hang on a slower source. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Supplier<Set<String>> source;
  private final Regions regions;
  private final ScheduledExecutorService thread;
  private boolean failed;

  ExclusionWatch(Supplier<Set<String>> source, Regions regions) {
    this.source = source;
    this.regions = regions;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "dynamodb-ha-exclusions");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /**
   * Asks now, and from then on every {@link #PERIOD}. What the source says at once holds from the
   * first call; one that takes longer than {@code patience} is not waited for.
   */
  ExclusionWatch start(Duration patience) {
    CountDownLatch asked = new CountDownLatch(1);
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            () -> {
              ask();
              asked.countDown();
            },
            0,
            PERIOD.toNanos(),
            TimeUnit.NANOSECONDS);
    try {
      if (!asked.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("{} takes its time to say which regions to exclude; none is until then", source);
      }
    } catch (InterruptedException e) {
      // As if it took longer; the interrupt is for what the caller does next.
      Thread.currentThread().interrupt();
    }
    return this;
  }

  private void ask() {
    try {
      regions.excludeBySource(source.get());
      failed = false;
    } catch (RuntimeException | Error e) {
      // Whatever it is, the executor would keep it to itself and never ask again.
      if (!failed) {
        LOG.warn("{} does not say which regions to exclude; what it said last holds", source, e);
      }
      failed = true;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
