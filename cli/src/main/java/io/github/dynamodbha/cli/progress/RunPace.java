package io.github.dynamodbha.cli.progress;

import io.github.dynamodbha.sync.SyncProgress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far and how fast a run is.
 *
 * @param elapsed time since its plan
 * @param progress what the run told last
 * @param regions each region's pace
 * @param keysPerSecond keys that differ or are tombstones, dealt with per second, lately
 * @param left when the step under way should end; null if it can't be told
 */
record RunPace(
    Duration elapsed,
    SyncProgress progress,
    List<RegionPace> regions,
    double keysPerSecond,
    @Nullable Duration left) {

  double costUsd() {
    return progress.replicas().stream().mapToDouble(SyncProgress.ReplicaProgress::costUsd).sum();
  }
}
