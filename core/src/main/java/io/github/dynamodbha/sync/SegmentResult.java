package io.github.dynamodbha.sync;

import java.util.List;

/**
 * What a segment that was read whole has shown, apart from its residuals.
 *
 * @param items how many items each replica returned
 * @param bytes their sizes, as DynamoDB counts them
 * @param due tombstones that every replica holds, to be purged
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers are carried, never compared.
record SegmentResult(
    int segment, long[] items, long[] bytes, Findings findings, List<Tombstone> due) {}
