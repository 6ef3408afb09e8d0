package io.github.dynamodbha.sync;

/**
 * What a run read and wrote in one replica.
 *
 * @param region the region's name
 * @param tableName the table's name there
 * @param scannedItems items that the scan returned
 * @param scannedBytes their size, as DynamoDB counts it
 * @param readUnits read units consumed by scan and reads, as DynamoDB reported them
 * @param writeUnits write units consumed by repairs and purges; refused writes are not reported by
 *     DynamoDB and so not counted
 * @param estimatedReadUnits what the plan expected the scan to consume
 * @param estimatedCostUsd what the plan expected the scan to cost
 * @param costUsd what the consumed units cost at the on-demand list price, {@link
 *     SyncReport#PRICE_SOURCE}
 */
public record ReplicaReport(
    String region,
    String tableName,
    long scannedItems,
    long scannedBytes,
    double readUnits,
    double writeUnits,
    double estimatedReadUnits,
    double estimatedCostUsd,
    double costUsd) {}
