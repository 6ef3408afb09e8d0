package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every condition that the product itself sends. */
public final class ProductConditions {
  private ProductConditions() {}

  /**
   * The conditions of a write of this version, where that item was read.
   *
   * @param read an item with its key
   */
  public static List<Condition> of(
      Version version, Version other, Map<String, AttributeValue> read, KeySchema keys) {
    ItemFormat format = ItemFormat.DEFAULT;
    return List.of(
        Condition.nothingNewerThan(version, format),
        Condition.liveAndNothingNewerThan(version, format),
        Condition.live(format),
        Condition.liveAndNothingNewerThan(version, format)
            .and(Condition.noneOf(List.of(version, other), format)),
        Condition.exactly(version, format),
        Condition.older(version, keys, format),
        Condition.tombstone(version, AttributeValue.fromN("1"), format),
        Condition.tombstone(version, AttributeValue.fromBool(true), format),
        Condition.tombstone(null, AttributeValue.fromN("1"), format),
        Condition.absent(keys),
        Condition.unchanged(
            new TableFormat(keys, format).copyOf(read),
            Map.of("value", AttributeValue.fromS("new"), "added", AttributeValue.fromS("x"))));
  }
}
