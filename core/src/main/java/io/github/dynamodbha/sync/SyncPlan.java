package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.KeySchema;
import java.util.List;
import java.util.Set;

/**
 * What a run is about to do, and what that should cost.
 *
 * @param keys the tables' primary key, the same in every replica
 * @param replicas one entry for each replica, in the order given
 * @param segments into how many segments each table is divided for its scan
 * @param timeToLiveAttributes the attributes that any replica expires items by; empty for none
 * @param notes what the reader should know, such as a region whose time to live couldn't be read
 */
public record SyncPlan(
    KeySchema keys,
    List<ReplicaPlan> replicas,
    int segments,
    Set<String> timeToLiveAttributes,
    List<String> notes) {

  /** Copies the collections. */
  public SyncPlan {
    replicas = List.copyOf(replicas);
    timeToLiveAttributes = Set.copyOf(timeToLiveAttributes);
    notes = List.copyOf(notes);
  }

  /** The regions' names, in the order given. */
  public List<String> regions() {
    return replicas.stream().map(ReplicaPlan::region).toList();
  }

  /** This plan with another number of segments: that of the checkpoint which a run goes on from. */
  SyncPlan withSegments(int number) {
    return new SyncPlan(keys, replicas, number, timeToLiveAttributes, notes);
  }

  /**
   * One replica's part.
   *
   * @param region the region's name
   * @param tableName the table's name there
   * @param itemCount items, as DescribeTable tells; AWS refreshes it about every six hours
   * @param sizeBytes the table's size from the same source
   * @param readUnits the read units that scanning it should consume; repairs come on top
   * @param costUsd what these cost at the on-demand list price, {@link SyncReport#PRICE_SOURCE}
   * @param identity which table it is: its ARN, id and time of creation, as far as DynamoDB tells
   *     them; a table that is deleted and created anew gets another one. Empty if the engine tells
   *     none of them
   */
  public record ReplicaPlan(
      String region,
      String tableName,
      long itemCount,
      long sizeBytes,
      double readUnits,
      double costUsd,
      String identity) {}
}
