package io.github.dynamodbha.cli.progress;

import io.github.dynamodbha.sync.SyncListener;
import io.github.dynamodbha.sync.SyncPlan;
import io.github.dynamodbha.sync.SyncProgress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints a line now and then: every {@value #INTERVAL_SECONDS} s, whether the run tells something
 * or is stuck, and if wanted at each change of phase. Thread-safe.
 */
final class ProgressLines implements SyncListener {
  static final int INTERVAL_SECONDS = 10;

  private static final long INTERVAL = Duration.ofSeconds(INTERVAL_SECONDS).toNanos();

  private final LongSupplier nanoTime;
  private final Function<RunPace, String> format;
  private final Consumer<String> out;
  private final boolean atPhases;
  private RunMeter meter;
  private @Nullable SyncProgress latest;
  private long printed;

  /**
   * Lines from now on.
   *
   * @param nanoTime a monotonic clock
   * @param atPhases whether a change of phase, and the end, is told at once
   */
  ProgressLines(
      LongSupplier nanoTime,
      Function<RunPace, String> format,
      Consumer<String> out,
      boolean atPhases) {
    this.nanoTime = nanoTime;
    this.format = format;
    this.out = out;
    this.atPhases = atPhases;
    printed = nanoTime.getAsLong();
    meter = new RunMeter(printed);
  }

  @Override
  public synchronized void onPlan(SyncPlan plan) {
    meter = new RunMeter(nanoTime.getAsLong());
  }

  @Override
  public synchronized void onProgress(SyncProgress progress) {
    SyncProgress before = latest;
    latest = progress;
    meter.add(nanoTime.getAsLong(), progress);
    if (atPhases && (before == null || before.phase() != progress.phase())) {
      print(progress);
    } else {
      tick();
    }
  }

  /** Prints if it is time to. */
  synchronized void tick() {
    if (latest != null && nanoTime.getAsLong() - printed >= INTERVAL) {
      print(latest);
    }
  }

  private void print(SyncProgress progress) {
    printed = nanoTime.getAsLong();
    out.accept(format.apply(meter.pace(printed, progress)));
  }
}
