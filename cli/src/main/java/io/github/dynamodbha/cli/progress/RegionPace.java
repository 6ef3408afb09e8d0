package io.github.dynamodbha.cli.progress;

import io.github.dynamodbha.sync.SyncProgress.ReplicaProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast one region is read and written.
 *
 * @param soFar what was done until now
 * @param itemsPerSecond items scanned per second, lately
 * @param bytesPerSecond bytes scanned per second, lately
 * @param readUnitsPerSecond read units consumed per second, lately
 * @param writeUnitsPerSecond write units consumed per second, lately
 * @param left when the scan should end by DescribeTable's count of items, or of bytes; null if it
 *     can't be told: no count, no rate, or more was found than was counted
 */
record RegionPace(
    ReplicaProgress soFar,
    double itemsPerSecond,
    double bytesPerSecond,
    double readUnitsPerSecond,
    double writeUnitsPerSecond,
    @Nullable Duration left) {}
