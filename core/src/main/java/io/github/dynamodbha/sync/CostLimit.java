package io.github.dynamodbha.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds a plan's estimate against the user's highest cost, before anything is read. */
final class CostLimit {
  private CostLimit() {}

  /**
   * Lets a plan pass.
   *
   * @return what the user should know of the estimate, for the plan's notes
   * @throws CostLimitException if the scans of all replicas should cost more than {@code
   *     maxCostUsd}
   */
  static List<String> check(List<SyncPlan.ReplicaPlan> replicas, double maxCostUsd) {
    double estimate = replicas.stream().mapToDouble(SyncPlan.ReplicaPlan::costUsd).sum();
    if (estimate > maxCostUsd) {
      throw new CostLimitException(
          format(
              "Reading the tables should cost about $%.6f, which is over the limit of $%.6f, so"
                  + " nothing was read or written: %s, at the %s. Repairs would come on top. Raise"
                  + " the limit (maxCostUsd, --max-cost) to go on",
              estimate, maxCostUsd, scans(replicas), Prices.SOURCE));
    }
    List<String> notes = new ArrayList<>();
    if (Double.isFinite(maxCostUsd)) {
      replicas.stream().filter(CostLimit::isUnknown).forEach(replica -> notes.add(note(replica)));
    }
    return notes;
  }

  /** A new table is told to be empty until DynamoDB counts it for the first time. */
  private static boolean isUnknown(SyncPlan.ReplicaPlan replica) {
    return replica.itemCount() == 0 && replica.sizeBytes() == 0;
  }

  private static String scans(List<SyncPlan.ReplicaPlan> replicas) {
    return String.join(
        ", ",
        replicas.stream()
            .map(
                replica ->
                    format(
                        "%s/%s %,d items, %,d bytes, %,.1f read units, $%.6f",
                        replica.region(),
                        replica.tableName(),
                        replica.itemCount(),
                        replica.sizeBytes(),
                        replica.readUnits(),
                        replica.costUsd()))
            .toList());
  }

  private static String note(SyncPlan.ReplicaPlan replica) {
    return format(
        "DynamoDB tells no items and no size of %s/%s: AWS counts about every six hours, so if the"
            + " table is not empty, the estimate does not hold and the run may cost more than the"
            + " limit",
        replica.region(), replica.tableName());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
