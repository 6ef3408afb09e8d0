package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Names and values that no expression uses, maps of them that are empty, and expressions that are
 * missing: refused as the bare client's are, although the client has expressions of its own.
 */
@WithLocalRegions
class BadPlaceholdersTest {
  private static final String EXISTS = "attribute_exists(moons)";
  private static final String UPDATE = "SET moons = :a";
  private static final Map<String, AttributeValue> USED = Map.of(":a", n(1));
  private static final Map<String, AttributeValue> ONE_TOO_MANY = Map.of(":a", n(1), ":b", n(1));
  private static final Map<String, String> UNUSED = Map.of("#a", "moons");

  private final Map<String, Function<DynamoDbClient, DynamoDbResponse>> calls =
      new LinkedHashMap<>();

  @Test
  void writes_withPlaceholdersThatNothingUses_areRefusedAsTheBareClientsAre(
      LocalRegions localRegions) {
    writes();
    transactions();
    SameReplies.assertSame(localRegions, calls);
  }

  private void writes() {
    calls.put(
        "put: no names, and nothing to name",
        c ->
            c.putItem(
                r ->
                    r.tableName(TABLE).item(planet("Mars", 1)).expressionAttributeNames(Map.of())));
    calls.put(
        "put: no values, and nothing to compare",
        c ->
            c.putItem(
                r ->
                    r.tableName(TABLE)
                        .item(planet("Mars", 1))
                        .expressionAttributeValues(Map.of())));
    calls.put(
        "update: no names, and nothing to name",
        c ->
            c.updateItem(
                r -> r.tableName(TABLE).key(key("Mars")).expressionAttributeNames(Map.of())));
    for (boolean named : new boolean[] {true, false}) {
      Map<String, String> names = named ? Map.of() : null;
      Map<String, AttributeValue> values = named ? null : Map.of();
      calls.put(
          "put: no " + (named ? "names" : "values"),
          c ->
              c.putItem(
                  r ->
                      r.tableName(TABLE)
                          .item(planet("Mars", 1))
                          .conditionExpression(EXISTS)
                          .expressionAttributeNames(names)
                          .expressionAttributeValues(values)));
      calls.put(
          "delete: no " + (named ? "names" : "values"),
          c ->
              c.deleteItem(
                  r ->
                      r.tableName(TABLE)
                          .key(key("Venus"))
                          .conditionExpression("attribute_not_exists(moons)")
                          .expressionAttributeNames(names)
                          .expressionAttributeValues(values)));
      calls.put(
          "update: no " + (named ? "names" : "values"),
          c ->
              c.updateItem(
                  r ->
                      r.tableName(TABLE)
                          .key(key("Mars"))
                          .updateExpression("REMOVE nothing")
                          .expressionAttributeNames(names)
                          .expressionAttributeValues(values)));
    }
    calls.put(
        "update: unused value",
        c ->
            c.updateItem(
                r ->
                    r.tableName(TABLE)
                        .key(key("Mars"))
                        .updateExpression(UPDATE)
                        .expressionAttributeValues(ONE_TOO_MANY)));
    calls.put(
        "update: values for nothing",
        c ->
            c.updateItem(r -> r.tableName(TABLE).key(key("Mars")).expressionAttributeValues(USED)));
  }

  private void transactions() {
    transaction(
        "put: no names, and nothing to name",
        t ->
            t.put(
                p ->
                    p.tableName(TABLE).item(planet("Mars", 1)).expressionAttributeNames(Map.of())));
    transaction(
        "check: no condition", t -> t.conditionCheck(c -> c.tableName(TABLE).key(key("Mars"))));
    transaction("update: no expression", t -> t.update(u -> u.tableName(TABLE).key(key("Mars"))));
    for (Map<String, String> names : List.of(Map.<String, String>of(), UNUSED)) {
      transaction(
          "update: " + names,
          t ->
              t.update(
                  u ->
                      u.tableName(TABLE)
                          .key(key("Mars"))
                          .updateExpression(UPDATE)
                          .expressionAttributeNames(names)
                          .expressionAttributeValues(USED)));
      transaction(
          "check: " + names,
          t ->
              t.conditionCheck(
                  x ->
                      x.tableName(TABLE)
                          .key(key("Mars"))
                          .conditionExpression(EXISTS)
                          .expressionAttributeNames(names)));
      transaction(
          "put: " + names,
          t ->
              t.put(
                  p ->
                      p.tableName(TABLE)
                          .item(planet("Mars", 1))
                          .conditionExpression(EXISTS)
                          .expressionAttributeNames(names)));
      transaction(
          "delete: " + names,
          t ->
              t.delete(
                  d ->
                      d.tableName(TABLE)
                          .key(key("Venus"))
                          .conditionExpression("attribute_not_exists(moons)")
                          .expressionAttributeNames(names)));
    }
    for (Map<String, AttributeValue> values : List.of(USED, ONE_TOO_MANY)) {
      transaction(
          "update: " + values,
          t ->
              t.update(
                  u ->
                      u.tableName(TABLE)
                          .key(key("Mars"))
                          .updateExpression(UPDATE)
                          .expressionAttributeValues(values)));
      transaction(
          "check: " + values,
          t ->
              t.conditionCheck(
                  c ->
                      c.tableName(TABLE)
                          .key(key("Mars"))
                          .conditionExpression("moons = :a")
                          .expressionAttributeValues(values)));
    }
  }

  private void transaction(String name, Consumer<TransactWriteItem.Builder> action) {
    calls.put(
        "transaction: " + name,
        c ->
            c.transactWriteItems(
                r -> r.transactItems(TransactWriteItem.builder().applyMutation(action).build())));
  }
}
