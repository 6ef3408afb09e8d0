package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.replica.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Makes requests to a small table: few keys, few versions, so that conditions hold now and then.
 */
final class RandomRequests {
  static final String TABLE = "orders";
  private static final ReturnValuesOnConditionCheckFailure OLD =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;

  private final SplittableRandom random;
  private final KeySchema keys;
  private final RandomItems items;
  private final RandomConditions conditions;
  private final RandomUpdates updates;
  private final RandomTransactions transactions;

  RandomRequests(long seed, KeySchema keys) {
    this.random = new SplittableRandom(seed);
    this.keys = keys;
    this.items = new RandomItems(random, keys);
    this.conditions = new RandomConditions(random, keys, items);
    this.updates = new RandomUpdates(random, items);
    this.transactions = new RandomTransactions(random, keys, items, conditions, updates);
  }

  DynamoDbRequest next() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> put();
      case 4, 5 -> delete();
      case 6, 7, 8 -> update();
      case 9 -> transactions.transaction();
      case 10 -> batch();
      default ->
          GetItemRequest.builder().tableName(TABLE).key(items.key()).consistentRead(true).build();
    };
  }

  static @Nullable Map<String, AttributeValue> orNull(Map<String, AttributeValue> values) {
    return values.isEmpty() ? null : values;
  }

  private DynamoDbRequest put() {
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(TABLE)
            .item(items.item())
            .returnValues(random.nextBoolean() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
            .returnValuesOnConditionCheckFailure(OLD);
    if (random.nextInt(5) > 0) {
      Condition condition = conditions.condition();
      put.conditionExpression(condition.expression())
          .expressionAttributeNames(condition.names())
          .expressionAttributeValues(orNull(condition.values()));
    }
    return put.build();
  }

  private DynamoDbRequest delete() {
    DeleteItemRequest.Builder delete =
        DeleteItemRequest.builder()
            .tableName(TABLE)
            .key(items.key())
            .returnValues(random.nextBoolean() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
            .returnValuesOnConditionCheckFailure(OLD);
    if (random.nextInt(5) > 0) {
      Condition condition = conditions.condition();
      delete
          .conditionExpression(condition.expression())
          .expressionAttributeNames(condition.names())
          .expressionAttributeValues(orNull(condition.values()));
    }
    return delete.build();
  }

  private DynamoDbRequest update() {
    Condition condition = conditions.condition();
    Map<String, AttributeValue> values = new HashMap<>(condition.values());
    Map<String, String> names = new HashMap<>(condition.names());
    String expression = updates.expression(values, names);
    return UpdateItemRequest.builder()
        .tableName(TABLE)
        .key(items.key())
        .updateExpression(expression)
        .conditionExpression(condition.expression())
        .expressionAttributeNames(names)
        .expressionAttributeValues(orNull(values))
        .returnValues(random.nextBoolean() ? ReturnValue.ALL_NEW : ReturnValue.ALL_OLD)
        .returnValuesOnConditionCheckFailure(OLD)
        .build();
  }

  private DynamoDbRequest batch() {
    Map<String, Map<String, AttributeValue>> distinct = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      Map<String, AttributeValue> key = items.key();
      distinct.put(Values.keyText(key, keys.names()), key);
    }
    return BatchGetItemRequest.builder()
        .requestItems(
            Map.of(
                TABLE,
                KeysAndAttributes.builder().keys(distinct.values()).consistentRead(true).build()))
        .build();
  }
}
