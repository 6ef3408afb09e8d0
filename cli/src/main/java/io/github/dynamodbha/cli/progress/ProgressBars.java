package io.github.dynamodbha.cli.progress;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.sync.SyncListener;
import io.github.dynamodbha.sync.SyncPlan;
import io.github.dynamodbha.sync.SyncProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Draws how far a run is: a bar for each region's scan, and one for what is looked at again. Item
 * counts of AWS lag by hours, so a region's end moves where there are more.
 */
public final class ProgressBars implements SyncListener, AutoCloseable {
  private static final int UPDATE_MILLIS = 100;

  private final LongSupplier nanoTime;
  private final ProgressBarStyle style;
  private final BarArea area;
  private final List<ProgressBar> regions = new ArrayList<>();
  private @Nullable ProgressBar lookAgain;
  private RunMeter meter;
  private volatile @Nullable RunPace pace;

  /**
   * Bars on standard error, drawn from the plan on.
   *
   * @param nanoTime a monotonic clock
   */
  public ProgressBars(Console console, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.style =
        console.terminal().color() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
    this.area = new BarArea(console.err(), console.terminal().columns() - 1);
    meter = new RunMeter(nanoTime.getAsLong());
  }

  @Override
  public void onPlan(SyncPlan plan) {
    meter = new RunMeter(nanoTime.getAsLong());
    for (SyncPlan.ReplicaPlan replica : plan.replicas()) {
      int index = regions.size();
      regions.add(bar(replica.region(), " items", replica.itemCount(), index));
    }
  }

  @Override
  public void onProgress(SyncProgress progress) {
    long now = nanoTime.getAsLong();
    meter.add(now, progress);
    RunPace current = meter.pace(now, progress);
    pace = current;
    for (int i = 0; i < Math.min(regions.size(), current.regions().size()); i++) {
      region(regions.get(i), current.regions().get(i), progress.phase());
    }
    switch (progress.phase()) {
      case SCAN -> {}
      case REPAIR -> lookAgain("repair", progress);
      case CONFIRM, SETTLE -> lookAgain("confirm", progress);
      case DONE -> close();
    }
  }

  private static void region(ProgressBar bar, RegionPace region, SyncProgress.Phase phase) {
    long scanned = region.soFar().scannedItems();
    bar.maxHint(phase == SyncProgress.Phase.SCAN ? Math.max(scanned, bar.getMax()) : scanned);
    bar.stepTo(scanned);
    bar.setExtraMessage(PaceText.rates(region));
  }

  private void lookAgain(String name, SyncProgress progress) {
    ProgressBar bar = lookAgain;
    if (bar == null) {
      bar = bar(name, " keys", progress.candidates(), regions.size());
      lookAgain = bar;
    }
    bar.maxHint(progress.candidates());
    bar.stepTo(progress.confirmed());
    bar.setExtraMessage(Quantities.whole(progress.counts().differing()) + " differ");
  }

  private ProgressBar bar(String name, String unit, long max, int index) {
    int line = area.add();
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setUnit(unit, 1)
        .setInitialMax(max)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setStyle(style)
        .setEtaFunction(state -> Optional.ofNullable(left(index)))
        .setConsumer(
            new DelegatingProgressBarConsumer(text -> area.set(line, text), area.columns()))
        .build();
  }

  private @Nullable Duration left(int index) {
    RunPace current = pace;
    if (current == null) {
      return null;
    }
    return index < current.regions().size() ? current.regions().get(index).left() : current.left();
  }

  /** Draws the bars as they are now, and ends their lines; a second call does nothing. */
  @Override
  public void close() {
    regions.forEach(ProgressBar::close);
    ProgressBar bar = lookAgain;
    if (bar != null) {
      bar.close();
    }
    area.close();
    regions.clear();
    lookAgain = null;
  }
}
