package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.replica.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Makes transactions of a small table. */
final class RandomTransactions {
  private static final ReturnValuesOnConditionCheckFailure OLD =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;

  private final SplittableRandom random;
  private final KeySchema keys;
  private final RandomItems items;
  private final RandomConditions conditions;
  private final RandomUpdates updates;

  RandomTransactions(
      SplittableRandom random,
      KeySchema keys,
      RandomItems items,
      RandomConditions conditions,
      RandomUpdates updates) {
    this.random = random;
    this.keys = keys;
    this.items = items;
    this.conditions = conditions;
    this.updates = updates;
  }

  DynamoDbRequest transaction() {
    // Each key once: what a repeated one gets differs between DynamoDB and DynamoDB Local.
    Map<String, TransactWriteItem> actions = new TreeMap<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      TransactWriteItem action = action(conditions.condition());
      actions.put(Values.keyText(key(action), keys.names()), action);
    }
    return TransactWriteItemsRequest.builder().transactItems(actions.values()).build();
  }

  private static Map<String, AttributeValue> key(TransactWriteItem action) {
    if (action.put() != null) {
      return action.put().item();
    }
    if (action.update() != null) {
      return action.update().key();
    }
    return action.delete() != null ? action.delete().key() : action.conditionCheck().key();
  }

  private TransactWriteItem action(Condition condition) {
    return switch (random.nextInt(4)) {
      case 0 ->
          TransactWriteItem.builder()
              .put(
                  p ->
                      p.tableName(RandomRequests.TABLE)
                          .item(items.item())
                          .conditionExpression(condition.expression())
                          .expressionAttributeNames(condition.names())
                          .expressionAttributeValues(RandomRequests.orNull(condition.values()))
                          .returnValuesOnConditionCheckFailure(OLD))
              .build();
      case 1 -> update(condition);
      case 2 ->
          TransactWriteItem.builder()
              .conditionCheck(
                  c ->
                      c.tableName(RandomRequests.TABLE)
                          .key(items.key())
                          .conditionExpression(condition.expression())
                          .expressionAttributeNames(condition.names())
                          .expressionAttributeValues(RandomRequests.orNull(condition.values())))
              .build();
      default ->
          TransactWriteItem.builder()
              .delete(
                  d ->
                      d.tableName(RandomRequests.TABLE)
                          .key(items.key())
                          .conditionExpression(condition.expression())
                          .expressionAttributeNames(condition.names())
                          .expressionAttributeValues(RandomRequests.orNull(condition.values())))
              .build();
    };
  }

  private TransactWriteItem update(Condition condition) {
    Map<String, AttributeValue> values = new HashMap<>(condition.values());
    Map<String, String> names = new HashMap<>(condition.names());
    String expression = updates.expression(values, names);
    Update.Builder update =
        Update.builder()
            .tableName(RandomRequests.TABLE)
            .key(items.key())
            .updateExpression(expression)
            .conditionExpression(condition.expression())
            .expressionAttributeNames(names)
            .expressionAttributeValues(RandomRequests.orNull(values))
            .returnValuesOnConditionCheckFailure(OLD);
    return TransactWriteItem.builder().update(update.build()).build();
  }
}
