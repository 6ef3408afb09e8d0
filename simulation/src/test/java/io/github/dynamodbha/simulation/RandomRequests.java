package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.ProductConditions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Makes requests to a small table: few keys, few versions, so that conditions hold now and then.
 */
final class RandomRequests {
  static final String TABLE = "orders";
  private static final int KEYS = 4;
  private static final int VERSIONS = 5;
  private static final ReturnValuesOnConditionCheckFailure OLD =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;

  private final SplittableRandom random;
  private final KeySchema keys;

  RandomRequests(long seed, KeySchema keys) {
    this.random = new SplittableRandom(seed);
    this.keys = keys;
  }

  DynamoDbRequest next() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> put();
      case 4, 5 -> delete();
      case 6, 7, 8 -> update();
      case 9 -> transaction();
      case 10 -> batch();
      default -> GetItemRequest.builder().tableName(TABLE).key(key()).consistentRead(true).build();
    };
  }

  private Map<String, AttributeValue> key() {
    int key = random.nextInt(KEYS);
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(keys.hashKey(), AttributeValue.fromS("k" + key / 2));
    if (keys.rangeKey() != null) {
      // Two spellings of one number are one key.
      attributes.put(
          keys.rangeKey(),
          AttributeValue.fromN(random.nextBoolean() ? "" + key % 2 : key % 2 + ".0"));
    }
    return attributes;
  }

  private Version version() {
    return Version.of(1_700_000_000_000_000L + random.nextInt(VERSIONS), 7);
  }

  private Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>(key());
    if (random.nextInt(5) > 0) {
      item.put("last_updated", AttributeValue.fromS(version().text()));
    }
    switch (random.nextInt(6)) {
      case 0 -> item.put("deleted", AttributeValue.fromN("1"));
      case 1 -> item.put("deleted", AttributeValue.fromBool(true));
      case 2 -> item.put("deleted", AttributeValue.fromN("0"));
      default -> item.put("value", AttributeValue.fromS("v" + random.nextInt(3)));
    }
    for (String name : new String[] {"a", "b"}) {
      if (random.nextBoolean()) {
        item.put(name, value());
      }
    }
    return item;
  }

  private AttributeValue value() {
    return switch (random.nextInt(8)) {
      case 0 -> AttributeValue.fromN("" + random.nextInt(3));
      case 1 -> AttributeValue.fromN(random.nextInt(3) + ".0");
      case 2 -> AttributeValue.fromBool(random.nextBoolean());
      case 3 -> AttributeValue.fromNul(true);
      case 4 -> AttributeValue.fromSs(random.nextBoolean() ? List.of("x", "y") : List.of("y", "x"));
      case 5 -> AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromS("x")));
      case 6 -> AttributeValue.fromM(Map.of("x", AttributeValue.fromN("1")));
      default -> AttributeValue.fromS(List.of("x", "xy", "ü", "𝄞").get(random.nextInt(4)));
    };
  }

  private Condition condition() {
    if (random.nextInt(3) > 0) {
      List<Condition> ours = ProductConditions.of(version(), version(), item(), keys);
      return ours.get(random.nextInt(ours.size()));
    }
    Map<String, AttributeValue> values = new HashMap<>();
    String expression = expression(2, values);
    Map<String, String> names = new HashMap<>();
    for (String name : List.of("a", "b", "value", "deleted")) {
      if (expression.contains("#" + name)) {
        names.put("#" + name, name);
      }
    }
    return new Condition(expression, names, values);
  }

  private String expression(int depth, Map<String, AttributeValue> values) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String left = expression(depth - 1, values);
      return switch (random.nextInt(4)) {
        case 0 -> "NOT " + "(" + left + ")";
        case 1 -> "(" + left + ") AND " + expression(depth - 1, values);
        case 2 -> left + " OR " + expression(depth - 1, values);
        default -> left + " and not " + "(" + expression(depth - 1, values) + ")";
      };
    }
    String path = "#" + List.of("a", "b", "value", "deleted").get(random.nextInt(4));
    return switch (random.nextInt(9)) {
      case 0 -> "attribute_exists(" + path + ")";
      case 1 -> "attribute_not_exists(" + path + ")";
      case 2 -> path + " = " + put(values, value());
      case 3 -> path + " <> " + put(values, value());
      case 4 ->
          path
              + List.of(" < ", " <= ", " > ", " >= ").get(random.nextInt(4))
              + put(values, ordered());
      case 5 -> path + " IN (" + put(values, value()) + ", " + put(values, value()) + ")";
      case 6 -> "begins_with(" + path + ", " + put(values, AttributeValue.fromS("x")) + ")";
      case 7 ->
          "attribute_type("
              + path
              + ", "
              + put(
                  values, AttributeValue.fromS(List.of("S", "N", "SS", "L").get(random.nextInt(4))))
              + ")";
      default -> "contains(" + path + ", " + put(values, AttributeValue.fromS("x")) + ")";
    };
  }

  private AttributeValue ordered() {
    return random.nextBoolean()
        ? AttributeValue.fromN("" + random.nextInt(3))
        : AttributeValue.fromS("x");
  }

  private static String put(Map<String, AttributeValue> values, AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }

  private static @Nullable Map<String, AttributeValue> orNull(Map<String, AttributeValue> values) {
    return values.isEmpty() ? null : values;
  }

  private DynamoDbRequest put() {
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(TABLE)
            .item(item())
            .returnValues(random.nextBoolean() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
            .returnValuesOnConditionCheckFailure(OLD);
    if (random.nextInt(5) > 0) {
      Condition condition = condition();
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
            .key(key())
            .returnValues(random.nextBoolean() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
            .returnValuesOnConditionCheckFailure(OLD);
    if (random.nextInt(5) > 0) {
      Condition condition = condition();
      delete
          .conditionExpression(condition.expression())
          .expressionAttributeNames(condition.names())
          .expressionAttributeValues(orNull(condition.values()));
    }
    return delete.build();
  }

  private DynamoDbRequest update() {
    Condition condition = condition();
    Map<String, AttributeValue> values = new HashMap<>(condition.values());
    Map<String, String> names = new HashMap<>(condition.names());
    String expression = update(values, names);
    return UpdateItemRequest.builder()
        .tableName(TABLE)
        .key(key())
        .updateExpression(expression)
        .conditionExpression(condition.expression())
        .expressionAttributeNames(names)
        .expressionAttributeValues(orNull(values))
        .returnValues(random.nextBoolean() ? ReturnValue.ALL_NEW : ReturnValue.ALL_OLD)
        .returnValuesOnConditionCheckFailure(OLD)
        .build();
  }

  private String update(Map<String, AttributeValue> values, Map<String, String> names) {
    values.put(":one", AttributeValue.fromN("1"));
    names.put("#n", "n");
    return switch (random.nextInt(5)) {
      case 0 -> "SET #n = :one";
      case 1 -> "SET #n = if_not_exists(#n, :one) + :one REMOVE #x".replace("#x", with(names, "a"));
      case 2 -> "ADD #n :one";
      case 3 -> "SET #n = :one, " + with(names, "a") + " = :one";
      default -> "SET #n = " + with(names, "a") + " + :one";
    };
  }

  private static String with(Map<String, String> names, String name) {
    names.put("#" + name, name);
    return "#" + name;
  }

  private DynamoDbRequest transaction() {
    // Each key once: what a repeated one gets differs between DynamoDB and DynamoDB Local.
    Map<String, TransactWriteItem> actions = new TreeMap<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      TransactWriteItem action = action(condition());
      actions.put(Values.keyText(key(action), keys.names()), action);
    }
    return TransactWriteItemsRequest.builder().transactItems(actions.values()).build();
  }

  private static Map<String, AttributeValue> key(TransactWriteItem action) {
    if (action.put() != null) {
      return action.put().item();
    }
    return action.delete() != null ? action.delete().key() : action.conditionCheck().key();
  }

  private TransactWriteItem action(Condition condition) {
    return switch (random.nextInt(3)) {
      case 0 ->
          TransactWriteItem.builder()
              .put(
                  p ->
                      p.tableName(TABLE)
                          .item(item())
                          .conditionExpression(condition.expression())
                          .expressionAttributeNames(condition.names())
                          .expressionAttributeValues(orNull(condition.values()))
                          .returnValuesOnConditionCheckFailure(OLD))
              .build();
      case 1 ->
          TransactWriteItem.builder()
              .conditionCheck(
                  c ->
                      c.tableName(TABLE)
                          .key(key())
                          .conditionExpression(condition.expression())
                          .expressionAttributeNames(condition.names())
                          .expressionAttributeValues(orNull(condition.values())))
              .build();
      default ->
          TransactWriteItem.builder()
              .delete(
                  d ->
                      d.tableName(TABLE)
                          .key(key())
                          .conditionExpression(condition.expression())
                          .expressionAttributeNames(condition.names())
                          .expressionAttributeValues(orNull(condition.values())))
              .build();
    };
  }

  private DynamoDbRequest batch() {
    Map<String, Map<String, AttributeValue>> distinct = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      Map<String, AttributeValue> key = key();
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
