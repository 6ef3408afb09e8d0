package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Writes that go into items, judge them in every way, and ask for all that can be asked for. */
final class WritesOfIndexedTable {
  private static final String NAME = IndexedTable.NAME;
  private static final ReturnValuesOnConditionCheckFailure SHOW =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;
  private static final ReturnItemCollectionMetrics SIZE = ReturnItemCollectionMetrics.SIZE;

  private static final Map<String, String> NAMES =
      Map.of("#g", "group", "#s", "size", "#l", "list", "#d", "deleted");

  private static final Map<String, AttributeValue> VALUES =
      Map.of(
          ":text", s("2"),
          ":one", n(1),
          ":list", AttributeValue.fromL(List.of(n(1))),
          ":set", AttributeValue.fromSs(List.of("a")));

  /** Into maps and lists, with functions, against types, and what can't be done. */
  private static final List<String> UPDATES =
      List.of(
          "SET info.a = :text, info.#d = :text",
          "SET #l[1] = :one REMOVE #l[0]",
          "SET #l = list_append(#l, :list)",
          "SET moons = moons + :one",
          "SET moons = if_not_exists(moons, :one) - :one, note = #s",
          "REMOVE info.a, #l[0], nothing",
          "ADD tags :set, moons :one",
          "DELETE tags :set",
          "ADD note :one",
          "SET note = :text, note = :text");

  private static final List<String> CONDITIONS =
      List.of(
          "NOT attribute_exists(note)",
          "moons <> :one",
          "NOT moons = :one",
          "#g = :text AND begins_with(#s, :text)",
          "size(note) > :one OR contains(tags, :text)",
          "info.a IN (:text) OR attribute_type(moons, :text)",
          "moons BETWEEN :one AND :one",
          "info.#d = note OR #g = #s");

  private WritesOfIndexedTable() {}

  /** A write by its name, of the item with an id. */
  record Write(String name, BiFunction<DynamoDbClient, String, DynamoDbResponse> call) {
    /** The ids of the items that it touches. */
    List<String> items(String id) {
      return name.startsWith("transaction") && !name.endsWith("if null")
          ? List.of(id, id + " put", id + " delete", id + " check")
          : List.of(id);
    }
  }

  /** The item that is there before, with every type that the expressions go into. */
  static Map<String, AttributeValue> before(String id) {
    Map<String, AttributeValue> item = new HashMap<>(IndexedTable.key(id, "1"));
    item.put("size", s("2"));
    item.put("color", s("red"));
    item.put("note", s("note"));
    item.put("moons", n(1));
    item.put("info", AttributeValue.fromM(Map.of("a", s("2"), "deleted", s("no"))));
    item.put("list", AttributeValue.fromL(List.of(n(5), n(6))));
    item.put("tags", AttributeValue.fromSs(List.of("a", "b")));
    return item;
  }

  private static Map<String, AttributeValue> after(String id) {
    Map<String, AttributeValue> item = new HashMap<>(IndexedTable.key(id, "1"));
    item.put("size", s("1"));
    item.put("color", s("blue"));
    return item;
  }

  static List<Write> all() {
    List<Write> writes = new ArrayList<>();
    for (String update : UPDATES) {
      for (ReturnValue values : ReturnValue.knownValues()) {
        writes.add(update(update, null, values));
      }
      writes.add(transaction(update, null));
    }
    for (String condition : CONDITIONS) {
      writes.add(update("SET note = :text", condition, ReturnValue.UPDATED_OLD));
      writes.add(put(condition));
      writes.add(delete(condition));
      writes.add(transaction("SET note = :text", condition));
    }
    writes.add(update("SET info.a = :text", "attribute_exists(moons)", ReturnValue.NONE));
    writes.add(badPut(null));
    writes.add(badPut("attribute_not_exists(moons)"));
    return writes;
  }

  private static Write update(String expression, @Nullable String condition, ReturnValue values) {
    return new Write(
        "update " + expression + " if " + condition + " " + values,
        (client, id) ->
            client.updateItem(
                r ->
                    r.tableName(NAME)
                        .key(IndexedTable.key(id, "1"))
                        .updateExpression(expression)
                        .conditionExpression(condition)
                        .expressionAttributeNames(used(NAMES, expression, condition))
                        .expressionAttributeValues(used(VALUES, expression, condition))
                        .returnValues(values)
                        .returnItemCollectionMetrics(SIZE)
                        .returnValuesOnConditionCheckFailure(SHOW)));
  }

  private static Write put(String condition) {
    return new Write(
        "put if " + condition,
        (client, id) ->
            client.putItem(
                r ->
                    r.tableName(NAME)
                        .item(after(id))
                        .conditionExpression(condition)
                        .expressionAttributeNames(used(NAMES, condition))
                        .expressionAttributeValues(used(VALUES, condition))
                        .returnItemCollectionMetrics(SIZE)
                        .returnValuesOnConditionCheckFailure(SHOW)));
  }

  /** With a number where the index has a text. */
  private static Write badPut(@Nullable String condition) {
    return new Write(
        "bad put if " + condition,
        (client, id) -> {
          Map<String, AttributeValue> item = after(id);
          item.put("size", n(1));
          return client.putItem(r -> r.tableName(NAME).item(item).conditionExpression(condition));
        });
  }

  private static Write delete(String condition) {
    return new Write(
        "delete if " + condition,
        (client, id) ->
            client
                .deleteItem(
                    r ->
                        r.tableName(NAME)
                            .key(IndexedTable.key(id, "1"))
                            .conditionExpression(condition)
                            .expressionAttributeNames(used(NAMES, condition))
                            .expressionAttributeValues(used(VALUES, condition))
                            .returnValuesOnConditionCheckFailure(SHOW))
                .toBuilder()
                // DynamoDB Local tells it, for some deletes, though nobody has asked.
                .consumedCapacity((ConsumedCapacity) null)
                .build());
  }

  /** An update, a put, a delete and a check under the same condition, in two tables. */
  private static Write transaction(String expression, @Nullable String condition) {
    return new Write(
        "transaction " + expression + " if " + condition,
        (client, id) ->
            client.transactWriteItems(
                r ->
                    r.returnItemCollectionMetrics(SIZE)
                        .transactItems(actions(expression, condition, id))));
  }

  private static List<TransactWriteItem> actions(
      String expression, @Nullable String condition, String id) {
    List<TransactWriteItem> actions = new ArrayList<>();
    actions.add(
        TransactWriteItem.builder()
            .update(
                u ->
                    u.tableName(NAME)
                        .key(IndexedTable.key(id, "1"))
                        .updateExpression(expression)
                        .conditionExpression(condition)
                        .expressionAttributeNames(used(NAMES, expression, condition))
                        .expressionAttributeValues(used(VALUES, expression, condition))
                        .returnValuesOnConditionCheckFailure(SHOW))
            .build());
    actions.add(
        TransactWriteItem.builder().put(p -> p.tableName(TABLE).item(planet(id, 1))).build());
    if (condition != null) {
      Map<String, String> names = used(NAMES, condition);
      Map<String, AttributeValue> values = used(VALUES, condition);
      actions.add(
          TransactWriteItem.builder()
              .put(
                  p ->
                      p.tableName(NAME)
                          .item(after(id + " put"))
                          .conditionExpression(condition)
                          .expressionAttributeNames(names)
                          .expressionAttributeValues(values)
                          .returnValuesOnConditionCheckFailure(SHOW))
              .build());
      actions.add(
          TransactWriteItem.builder()
              .delete(
                  d ->
                      d.tableName(NAME)
                          .key(IndexedTable.key(id + " delete", "1"))
                          .conditionExpression(condition)
                          .expressionAttributeNames(names)
                          .expressionAttributeValues(values)
                          .returnValuesOnConditionCheckFailure(SHOW))
              .build());
      actions.add(
          TransactWriteItem.builder()
              .conditionCheck(
                  c ->
                      c.tableName(NAME)
                          .key(IndexedTable.key(id + " check", "1"))
                          .conditionExpression(condition)
                          .expressionAttributeNames(names)
                          .expressionAttributeValues(values)
                          .returnValuesOnConditionCheckFailure(SHOW))
              .build());
    }
    return actions;
  }

  private static <V> @Nullable Map<String, V> used(
      Map<String, V> placeholders, @Nullable String... expressions) {
    Map<String, V> used = new HashMap<>();
    placeholders.forEach(
        (placeholder, value) -> {
          for (String expression : expressions) {
            if (expression != null && expression.matches(".*" + placeholder + "\\b.*")) {
              used.put(placeholder, value);
            }
          }
        });
    return used.isEmpty() ? null : used;
  }
}
