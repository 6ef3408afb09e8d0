package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.Version;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Update expressions as the product sends them. */
public final class StampedExpressions {
  private StampedExpressions() {}

  /**
   * A caller's expression that also stamps the item.
   *
   * @param names takes the placeholders that were added
   * @param values likewise
   */
  public static String of(
      String expression,
      Version version,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    StampedUpdate stamped = StampedUpdate.of(expression, version, ItemFormat.DEFAULT);
    names.putAll(stamped.names());
    values.putAll(stamped.values());
    return stamped.expression();
  }
}
