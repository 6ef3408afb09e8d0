package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.sync.SyncListener;
import io.github.dynamodbha.sync.SyncPlan;
import io.github.dynamodbha.sync.SyncProgress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Draws how far a run is: one bar for the scan of all replicas, one for what is looked at again.
 * Item counts of AWS lag by hours, so the first bar's end moves where there are more.
 */
public final class SyncProgressBar implements SyncListener, AutoCloseable {
  private static final int UPDATE_MILLIS = 100;

  private final Console console;
  private final ProgressBarStyle style;
  private @Nullable ProgressBar bar;
  private boolean scanning;

  /** A bar on standard error, drawn from now on. */
  public SyncProgressBar(Console console) {
    this.console = console;
    this.style =
        console.terminal().color() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
  }

  @Override
  public void onPlan(SyncPlan plan) {
    scanning = true;
    bar = bar("Scan", plan.replicas().stream().mapToLong(SyncPlan.ReplicaPlan::itemCount).sum());
  }

  @Override
  public void onProgress(SyncProgress progress) {
    switch (progress.phase()) {
      case SCAN -> scan(progress);
      case REPAIR -> lookAgain("Repair", progress);
      case CONFIRM, SETTLE -> lookAgain("Confirm", progress);
      case DONE -> close();
    }
  }

  private void scan(SyncProgress progress) {
    ProgressBar current = bar;
    if (current != null) {
      long scanned =
          progress.replicas().stream().mapToLong(SyncProgress.ReplicaProgress::scannedItems).sum();
      current.maxHint(Math.max(scanned, current.getMax()));
      current.stepTo(scanned);
    }
  }

  private void lookAgain(String name, SyncProgress progress) {
    if (scanning) {
      scan(progress);
      close();
      scanning = false;
      bar = bar(name, progress.candidates());
    }
    ProgressBar current = bar;
    if (current != null) {
      current.maxHint(progress.candidates());
      current.stepTo(progress.confirmed());
    }
  }

  private ProgressBar bar(String name, long max) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setUnit(" keys", 1)
        .setInitialMax(max)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setStyle(style)
        .setConsumer(
            new ConsoleProgressBarConsumer(console.err(), console.terminal().columns() - 1))
        .build();
  }

  /** Draws the bar to its end, and ends its line; a second call does nothing. */
  @Override
  public void close() {
    ProgressBar current = bar;
    if (current != null) {
      if (scanning) {
        current.maxHint(current.getCurrent());
      }
      current.close();
      bar = null;
    }
  }
}
