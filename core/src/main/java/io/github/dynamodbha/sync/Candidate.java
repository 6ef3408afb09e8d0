package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;

/**
 * A key that the scans did not show to be equal everywhere.
 *
 * @param segment the segment of the scan that showed it
 */
record Candidate(ItemKey key, int segment) {}
