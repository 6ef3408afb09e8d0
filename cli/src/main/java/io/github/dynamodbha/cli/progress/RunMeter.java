package io.github.dynamodbha.cli.progress;

import io.github.dynamodbha.sync.SyncProgress;
import io.github.dynamodbha.sync.SyncProgress.Phase;
import io.github.dynamodbha.sync.SyncProgress.ReplicaProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes rates and times to come of what a run tells. Does not know the time. Not thread-safe. */
final class RunMeter {
  private final long started;
  private final Map<String, Rates> regions = new HashMap<>();
  private final SlidingRate keys = new SlidingRate();

  private static final class Rates {
    private final SlidingRate items = new SlidingRate();
    private final SlidingRate bytes = new SlidingRate();
    private final SlidingRate readUnits = new SlidingRate();
    private final SlidingRate writeUnits = new SlidingRate();
  }

  /** A meter of a run whose plan was made then, by a monotonic clock. */
  RunMeter(long started) {
    this.started = started;
  }

  /** Takes what a run told. */
  void add(long nanos, SyncProgress progress) {
    if (progress.phase() != Phase.SCAN) {
      keys.add(nanos, (double) progress.confirmed());
    }
    for (ReplicaProgress replica : progress.replicas()) {
      Rates rates = regions.computeIfAbsent(replica.region(), region -> new Rates());
      rates.items.add(nanos, (double) replica.scannedItems());
      rates.bytes.add(nanos, (double) replica.scannedBytes());
      rates.readUnits.add(nanos, replica.readUnits());
      rates.writeUnits.add(nanos, replica.writeUnits());
    }
  }

  /** The pace as of a time, of what was told last. */
  RunPace pace(long nanos, SyncProgress progress) {
    List<RegionPace> paces = new ArrayList<>();
    for (ReplicaProgress replica : progress.replicas()) {
      Rates rates = regions.getOrDefault(replica.region(), new Rates());
      double items = rates.items.perSecond(nanos);
      double bytes = rates.bytes.perSecond(nanos);
      paces.add(
          new RegionPace(
              replica,
              items,
              bytes,
              rates.readUnits.perSecond(nanos),
              rates.writeUnits.perSecond(nanos),
              progress.phase() == Phase.SCAN ? scanLeft(replica, items, bytes) : Duration.ZERO));
    }
    double perSecond = keys.perSecond(nanos);
    return new RunPace(
        Duration.ofNanos(nanos - started),
        progress,
        paces,
        perSecond,
        left(progress, paces, perSecond));
  }

  private static @Nullable Duration scanLeft(ReplicaProgress replica, double items, double bytes) {
    if (replica.estimatedItems() > 0) {
      return timeFor(replica.estimatedItems() - replica.scannedItems(), items);
    }
    return timeFor(replica.estimatedBytes() - replica.scannedBytes(), bytes);
  }

  private static @Nullable Duration timeFor(long remaining, double perSecond) {
    return remaining <= 0 ? null : SlidingRate.timeFor(remaining, perSecond);
  }

  private static @Nullable Duration left(
      SyncProgress progress, List<RegionPace> regions, double keysPerSecond) {
    return switch (progress.phase()) {
      case SCAN -> slowest(regions);
      case REPAIR, CONFIRM ->
          SlidingRate.timeFor(progress.candidates() - progress.confirmed(), keysPerSecond);
      case SETTLE -> null;
      case DONE -> Duration.ZERO;
    };
  }

  /** The scan ends with its slowest region; unknown if any region's end is. */
  private static @Nullable Duration slowest(List<RegionPace> regions) {
    Duration slowest = Duration.ZERO;
    for (RegionPace region : regions) {
      Duration left = region.left();
      if (left == null) {
        return null;
      }
      slowest = left.compareTo(slowest) > 0 ? left : slowest;
    }
    return slowest;
  }
}
