package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import java.util.Map;

/**
 * The copies of several keys.
 *
 * @param copies the keys that the replica holds; a key that was asked for and is not here is absent
 * @param readUnits the capacity that they consumed, in read units; 0 if the engine doesn't say
 */
public record BatchCopies(Map<ItemKey, ItemCopy> copies, double readUnits) {}
