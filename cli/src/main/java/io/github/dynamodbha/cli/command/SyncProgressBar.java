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
  private @Nullable ProgressBar scan;
  private @Nullable ProgressBar repair;

  /** A bar on standard error, drawn from now on. */
  public SyncProgressBar(Console console) {
    this.console = console;
    this.style =
        console.terminal().color() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
  }

  @Override
  public void onPlan(SyncPlan plan) {
    long items = plan.replicas().stream().mapToLong(SyncPlan.ReplicaPlan::itemCount).sum();
    scan = bar("Scan", items);
  }

  @Override
  public void onProgress(SyncProgress progress) {
    ProgressBar scanning = scan;
    if (scanning == null) {
      return;
    }
    long scanned =
        progress.replicas().stream().mapToLong(SyncProgress.ReplicaProgress::scannedItems).sum();
    scanning.maxHint(Math.max(scanned, scanning.getMax()));
    scanning.stepTo(scanned);
    switch (progress.phase()) {
      case SCAN -> {}
      case REPAIR -> step("Repair", progress);
      case CONFIRM, SETTLE -> step("Confirm", progress);
      case DONE -> close();
    }
  }

  private void step(String name, SyncProgress progress) {
    ProgressBar current = repair;
    if (current == null && scan != null) {
      scan.maxHint(scan.getCurrent());
      scan.close();
      current = bar(name, progress.candidates());
      repair = current;
    }
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

  /** Draws what is left, and ends the lines. */
  @Override
  public void close() {
    if (scan != null) {
      scan.close();
    }
    if (repair != null) {
      repair.close();
    }
  }
}
