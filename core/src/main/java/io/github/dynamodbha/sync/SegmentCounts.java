package io.github.dynamodbha.sync;

/**
 * What differs in a run of neighbouring scan segments: a column of the report's picture.
 *
 * @param firstSegment the first of these segments, counted from 0; see {@link SyncPlan#segments}
 * @param lastSegment the last of them
 * @param counts keys that differ there, each by its worst kind
 */
public record SegmentCounts(int firstSegment, int lastSegment, KindCounts counts) {}
