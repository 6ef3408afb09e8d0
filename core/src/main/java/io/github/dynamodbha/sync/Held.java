package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemCopy;
import org.jspecify.annotations.Nullable;

/**
 * What one replica holds of a key, read strongly consistent.
 *
 * @param region the replica's region
 * @param copy its copy, or null if it has none
 * @param expired true if the copy is past its time to live, and so may go at any moment
 */
record Held(String region, @Nullable ItemCopy copy, boolean expired) {}
