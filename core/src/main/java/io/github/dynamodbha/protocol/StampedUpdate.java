package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Condition;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A caller's update expression that also sets the version, and removes the mark of a tombstone: so
 * that the item has it on no image, as after a put.
 *
 * @param names the placeholders that were added
 * @param values likewise
 */
record StampedUpdate(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  static StampedUpdate of(@Nullable String expression, Version version, ItemFormat format) {
    String set =
        Expressions.with(
            expression, "SET", Condition.VERSION_NAME + " = " + Condition.VERSION_VALUE);
    return new StampedUpdate(
        Expressions.with(set, "REMOVE", Condition.DELETED_NAME),
        Map.of(
            Condition.VERSION_NAME,
            format.versionAttribute(),
            Condition.DELETED_NAME,
            format.deletedAttribute()),
        Map.of(Condition.VERSION_VALUE, AttributeValue.fromS(version.text())));
  }
}
