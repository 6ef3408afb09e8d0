package io.github.dynamodbha.cli.progress;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.sync.SyncCounts;
import io.github.dynamodbha.sync.SyncPlan;
import io.github.dynamodbha.sync.SyncProgress;
import io.github.dynamodbha.sync.SyncProgress.Phase;
import io.github.dynamodbha.sync.SyncProgress.ReplicaProgress;
import java.util.List;
import java.util.Set;

/** What a run of two regions tells. */
final class ExampleRun {
  static final SyncPlan PLAN =
      new SyncPlan(
          KeySchema.of("id"),
          List.of(
              new SyncPlan.ReplicaPlan("east", "t", 1000, 100_000, 0, 0, ""),
              new SyncPlan.ReplicaPlan("west", "t", 1000, 100_000, 0, 0, "")),
          1,
          Set.of(),
          List.of());

  private static final SyncCounts COUNTS = new SyncCounts(0, 0, 3, 2, 1, 5, 0, 0, 0, 0, 0);

  private ExampleRun() {}

  /** East has scanned so many items of 100 bytes, west half of them. */
  static SyncProgress at(Phase phase, long scanned, long confirmed) {
    return new SyncProgress(
        phase,
        List.of(replica("east", scanned), replica("west", scanned / 2)),
        phase == Phase.SCAN ? 0 : 40,
        confirmed,
        COUNTS);
  }

  private static ReplicaProgress replica(String region, long scanned) {
    return new ReplicaProgress(
        region, scanned, scanned * 100, 1000, 100_000, scanned / 4.0, 0, scanned * 0.01);
  }
}
