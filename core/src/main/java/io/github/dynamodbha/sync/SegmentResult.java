package io.github.dynamodbha.sync;

/**
 * What a segment that was read whole has shown, apart from its residuals and due tombstones.
 *
 * @param items how many items each replica returned
 * @param bytes their sizes, as DynamoDB counts them
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers are carried, never compared.
record SegmentResult(int segment, long[] items, long[] bytes, Findings findings) {}
