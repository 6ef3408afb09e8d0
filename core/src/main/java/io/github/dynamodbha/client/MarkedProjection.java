package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.protocol.ConditionalRequest;
import io.github.dynamodbha.protocol.Expressions;
import io.github.dynamodbha.replica.Condition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A caller's projection, and the tombstone's mark with it: without it a deleted item could not be
 * told from a live one.
 *
 * @param expression null for the whole item
 * @param names null if there are none
 */
record MarkedProjection(@Nullable String expression, @Nullable Map<String, String> names) {
  /**
   * Adds the mark.
   *
   * @param expression null for the whole item
   * @throws IllegalArgumentException if a placeholder is one of ours, or the projection goes into
   *     the mark
   */
  static MarkedProjection of(
      @Nullable String expression, boolean hasNames, Map<String, String> names, ItemFormat items) {
    ConditionalRequest.requireNotOurs(names.keySet());
    Validation.requireNotEmpty(hasNames, names, expression);
    String mark = items.deletedAttribute();
    if (expression == null || expression.isBlank()) {
      return new MarkedProjection(expression, hasNames ? names : null);
    }
    if (Expressions.names(expression, names, mark)) {
      if (Expressions.goesInto(expression, names, mark)) {
        throw new IllegalArgumentException(
            "The ProjectionExpression goes into the attribute '"
                + mark
                + "', in which the client keeps the tombstone mark: leave it out");
      }
      return new MarkedProjection(expression, hasNames ? names : null);
    }
    Map<String, String> all = new HashMap<>(names);
    all.put(Condition.DELETED_NAME, mark);
    return new MarkedProjection(expression + ", " + Condition.DELETED_NAME, all);
  }
}
