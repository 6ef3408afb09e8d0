package io.github.dynamodbha.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the items of one table are read: which attributes are the key, and which hold version and
 * tombstone mark.
 *
 * @param keys the table's primary key
 * @param items the system attributes
 */
public record TableFormat(KeySchema keys, ItemFormat items) {
  /**
   * Checks that the two don't overlap.
   *
   * @throws IllegalArgumentException if a system attribute is part of the key
   */
  public TableFormat {
    items.requireNoKey(keys);
  }

  /**
   * Reads a stored item.
   *
   * @throws IllegalArgumentException if it lacks the key
   */
  public ItemCopy copyOf(Map<String, AttributeValue> image) {
    return ItemCopy.of(image, keys, items);
  }

  /** The image of a key's tombstone. */
  public Map<String, AttributeValue> tombstone(ItemKey key, Version version) {
    return items.tombstone(keys.attributesOf(key), version);
  }
}
