package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Lets DynamoDB judge a caller's condition as against an absent item: under a key that can't exist.
 */
final class AbsentCheck {
  private AbsentCheck() {}

  /** The check, for a request that has a condition. */
  static TransactWriteItem of(
      ConditionalRequest request, String table, TableFormat format, ItemKey key) {
    return TransactWriteItem.builder()
        .conditionCheck(
            c ->
                c.tableName(table)
                    .key(format.keys().attributesOf(ImpossibleKey.like(key)))
                    .conditionExpression(request.expression())
                    // The others are those of an update expression.
                    .expressionAttributeNames(
                        Expressions.used(request.names(), request.expression()))
                    .expressionAttributeValues(
                        Expressions.used(request.values(), request.expression())))
        .build();
  }
}
