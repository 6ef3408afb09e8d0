package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.client.TwoWorlds.State;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Every write over a live, an absent and a deleted item, with every condition and every return
 * value: the bare client's answer, the bare client's item, and the same image in both regions.
 */
@WithLocalRegions
class ReplicatedWritesTest {
  /** A condition with what it needs. */
  private record Condition(
      @Nullable String expression, Map<String, String> names, Map<String, AttributeValue> values) {}

  private static final List<Condition> CONDITIONS =
      List.of(
          new Condition(null, Map.of(), Map.of()),
          new Condition("attribute_not_exists(#n)", Map.of("#n", "name"), Map.of()),
          new Condition("attribute_exists(#n)", Map.of("#n", "name"), Map.of()),
          new Condition("moons = :two OR moons = :three", Map.of(), two()));

  private static final List<String> UPDATES =
      List.of(
          "SET color = :c",
          "REMOVE moons",
          "ADD moons :c2 DELETE tags :t",
          "set color = if_not_exists(color, :c) remove moons",
          "SET info = :m ADD visits :c2");

  private static Map<String, AttributeValue> two() {
    return Map.of(":two", n(2), ":three", n(3));
  }

  /** One write, by the name of its item. */
  private record Write(String name, BiFunction<DynamoDbClient, String, DynamoDbResponse> call) {}

  private static List<Write> writes() {
    List<Write> writes = new ArrayList<>();
    for (Condition condition : CONDITIONS) {
      for (ReturnValuesOnConditionCheckFailure onFailure :
          List.of(
              ReturnValuesOnConditionCheckFailure.NONE,
              ReturnValuesOnConditionCheckFailure.ALL_OLD)) {
        for (ReturnValue values : List.of(ReturnValue.NONE, ReturnValue.ALL_OLD)) {
          writes.add(put(condition, onFailure, values));
          writes.add(delete(condition, onFailure, values));
        }
        writes.add(transaction(condition, onFailure));
      }
      for (ReturnValue values : ReturnValue.knownValues()) {
        for (String expression : UPDATES) {
          writes.add(update(condition, expression, values));
        }
        writes.add(update(condition, null, values));
      }
    }
    return writes;
  }

  private static Write put(
      Condition condition, ReturnValuesOnConditionCheckFailure onFailure, ReturnValue values) {
    return new Write(
        "put " + condition.expression + " " + onFailure + " " + values,
        (client, name) ->
            client.putItem(
                r ->
                    r.tableName(TABLE)
                        .item(planet(name, 7))
                        .conditionExpression(condition.expression)
                        .expressionAttributeNames(orNull(condition.names))
                        .expressionAttributeValues(orNull(condition.values))
                        .returnValuesOnConditionCheckFailure(onFailure)
                        .returnValues(values)));
  }

  private static Write delete(
      Condition condition, ReturnValuesOnConditionCheckFailure onFailure, ReturnValue values) {
    return new Write(
        "delete " + condition.expression + " " + onFailure + " " + values,
        (client, name) ->
            client
                .deleteItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key(name))
                            .conditionExpression(condition.expression)
                            .expressionAttributeNames(orNull(condition.names))
                            .expressionAttributeValues(orNull(condition.values))
                            .returnValuesOnConditionCheckFailure(onFailure)
                            .returnValues(values))
                .toBuilder()
                // DynamoDB Local tells it, for some deletes, though nobody has asked.
                .consumedCapacity((ConsumedCapacity) null)
                .build());
  }

  private static Write update(
      Condition condition, @Nullable String expression, ReturnValue returnValues) {
    Map<String, AttributeValue> values = new HashMap<>(condition.values);
    if (expression != null) {
      Map<String, AttributeValue> all =
          Map.of(
              ":c", s("red"),
              ":c2", n(5),
              ":t", AttributeValue.fromSs(List.of("a")),
              ":m", AttributeValue.fromM(Map.of("deleted", n(1))));
      all.forEach(
          (placeholder, value) -> {
            if (expression.matches(".*" + placeholder + "\\b.*")) {
              values.put(placeholder, value);
            }
          });
    }
    return new Write(
        "update " + condition.expression + " " + expression + " " + returnValues,
        (client, name) ->
            client.updateItem(
                r ->
                    r.tableName(TABLE)
                        .key(key(name))
                        .updateExpression(expression)
                        .conditionExpression(condition.expression)
                        .expressionAttributeNames(orNull(condition.names))
                        .expressionAttributeValues(orNull(values))
                        .returnValues(returnValues)));
  }

  /** The item itself is put, one beside it is checked and one is updated. */
  private static Write transaction(
      Condition condition, ReturnValuesOnConditionCheckFailure onFailure) {
    return new Write(
        "transaction " + condition.expression + " " + onFailure,
        (client, name) ->
            client.transactWriteItems(
                r ->
                    r.transactItems(
                        TransactWriteItem.builder()
                            .put(
                                p ->
                                    p.tableName(TABLE)
                                        .item(planet(name, 7))
                                        .conditionExpression(condition.expression)
                                        .expressionAttributeNames(orNull(condition.names))
                                        .expressionAttributeValues(orNull(condition.values))
                                        .returnValuesOnConditionCheckFailure(onFailure))
                            .build(),
                        TransactWriteItem.builder()
                            .update(
                                u ->
                                    u.tableName(TABLE)
                                        .key(key(name + " counter"))
                                        .updateExpression("ADD visits :one")
                                        .expressionAttributeValues(Map.of(":one", n(1))))
                            .build(),
                        TransactWriteItem.builder()
                            .conditionCheck(
                                c ->
                                    c.tableName(TABLE)
                                        .key(key("deleted for all"))
                                        .conditionExpression("attribute_not_exists(#n)")
                                        .expressionAttributeNames(Map.of("#n", "name")))
                            .build())));
  }

  private static <V> @Nullable Map<String, V> orNull(Map<String, V> map) {
    return map.isEmpty() ? null : map;
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void writes_overAnyState_doWhatTheBareClientDoes(ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.prepare("deleted for all", State.DELETED);
      for (State state : State.values()) {
        for (Write write : writes()) {
          String name = state + " " + write.name;
          worlds.prepare(name, state);

          CallOutcome ours = CallOutcome.of(() -> write.call.apply(worlds.ours, name));
          CallOutcome bare = CallOutcome.of(() -> write.call.apply(worlds.bare, name));

          assertThat(ours).as(name).isEqualTo(bare);
          requireSame(worlds, name);
          requireSame(worlds, name + " counter");
        }
      }
    }
  }

  private static void requireSame(TwoWorlds worlds, String name) {
    Map<String, AttributeValue> east = worlds.raw(TwoWorlds.EAST, name);
    assertThat(worlds.raw(TwoWorlds.WEST, name)).as(name).isEqualTo(east);
    assertThat(TwoWorlds.visible(east)).as(name).isEqualTo(worlds.plain(name));
    if (!east.isEmpty()) {
      assertThat(east).as(name).containsKey("last_updated");
    }
    if (east.containsKey("deleted")) {
      assertThat(east).as(name).containsOnlyKeys("name", "orbit", "last_updated", "deleted");
    }
  }
}
