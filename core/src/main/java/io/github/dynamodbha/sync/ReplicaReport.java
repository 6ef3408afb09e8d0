package io.github.dynamodbha.sync;

/**
 * What a run read and wrote in one replica.
 *
 * @param region the region's name
 * @param tableName the table's name there
 * @param scannedItems items that the scan returned
 * @param scannedBytes their size, as DynamoDB counts it
 * @param estimatedItems items, as DescribeTable told before the run; AWS refreshes it about every
 *     six hours
 * @param estimatedBytes the table's size from the same source
 * @param readUnits read units consumed by scan and reads, as DynamoDB reported them
 * @param writeUnits write units consumed by repairs and purges; refused writes are not reported by
 *     DynamoDB and so not counted
 * @param estimatedReadUnits what the plan expected the scan to consume
 * @param estimatedCostUsd what the plan expected the scan to cost
 * @param costUsd what the consumed units cost at the on-demand list price, {@link
 *     SyncReport#PRICE_SOURCE}
 * @param differing keys of which this replica does not hold the winner, by what it has instead;
 *     where there is no winner, those whose conflict it is part of
 */
public record ReplicaReport(
    String region,
    String tableName,
    long scannedItems,
    long scannedBytes,
    long estimatedItems,
    long estimatedBytes,
    double readUnits,
    double writeUnits,
    double estimatedReadUnits,
    double estimatedCostUsd,
    double costUsd,
    KindCounts differing) {}
