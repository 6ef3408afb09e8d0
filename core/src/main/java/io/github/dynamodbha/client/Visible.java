package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a caller sees of stored items: no tombstones, and no system attributes. */
record Visible(ItemFormat items) {
  /** The item, or null if it is a tombstone. */
  @Nullable Map<String, AttributeValue> item(Map<String, AttributeValue> stored) {
    return items.isTombstone(stored) ? null : items.strip(stored);
  }

  /** The items that are no tombstones. */
  List<Map<String, AttributeValue>> items(List<Map<String, AttributeValue>> stored) {
    return stored.stream().filter(item -> !items.isTombstone(item)).map(items::strip).toList();
  }
}
