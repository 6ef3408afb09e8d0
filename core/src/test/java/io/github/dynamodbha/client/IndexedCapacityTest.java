package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;

import io.github.dynamodbha.client.TwoWorlds.State;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * What writes to a table with indexes consume, and the item collections that they touch. A
 * tombstone is an item for DynamoDB, and consumes what it consumes.
 */
@WithLocalRegions
class IndexedCapacityTest {
  private static final String NAME = IndexedTable.NAME;
  private static final ReturnItemCollectionMetrics SIZE = ReturnItemCollectionMetrics.SIZE;

  private interface Write {
    DynamoDbResponse call(DynamoDbClient client, String id, ReturnConsumedCapacity capacity);
  }

  private static final Map<String, Write> WRITES =
      Map.of(
          "put", (c, id, capacity) -> put(c, id, capacity, null),
          "judged put", (c, id, capacity) -> put(c, id, capacity, "attribute_not_exists(nothing)"),
          "update",
              (c, id, capacity) ->
                  c.updateItem(
                      r ->
                          r.tableName(NAME)
                              .key(IndexedTable.key(id, "1"))
                              .updateExpression("SET color = :c")
                              .expressionAttributeValues(Map.of(":c", s("blue")))
                              .returnConsumedCapacity(capacity)
                              .returnItemCollectionMetrics(SIZE)),
          "transaction",
              (c, id, capacity) ->
                  c.transactWriteItems(
                      r ->
                          r.transactItems(
                                  TransactWriteItem.builder()
                                      .put(p -> p.tableName(NAME).item(item(id)))
                                      .build(),
                                  TransactWriteItem.builder()
                                      .put(p -> p.tableName(TABLE).item(planet(id, 1)))
                                      .build())
                              .returnConsumedCapacity(capacity)
                              .returnItemCollectionMetrics(SIZE)),
          "batch",
              (c, id, capacity) ->
                  c.batchWriteItem(
                      r ->
                          r.requestItems(
                                  Map.of(
                                      NAME,
                                      List.of(BatchParts.put(item(id))),
                                      TABLE,
                                      List.of(BatchParts.put(planet(id, 1)))))
                              .returnConsumedCapacity(capacity)
                              .returnItemCollectionMetrics(SIZE)));

  private static Map<String, AttributeValue> item(String id) {
    Map<String, AttributeValue> item = new HashMap<>(IndexedTable.key(id, "1"));
    item.put("size", s("1"));
    item.put("color", s("green"));
    return item;
  }

  private static DynamoDbResponse put(
      DynamoDbClient client,
      String id,
      ReturnConsumedCapacity capacity,
      @Nullable String condition) {
    return client.putItem(
        r ->
            r.tableName(NAME)
                .item(item(id))
                .conditionExpression(condition)
                .returnConsumedCapacity(capacity)
                .returnItemCollectionMetrics(SIZE));
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void writes_ofATableWithIndexes_areToldWhatTheBareClientsAre(
      ClientFace face, LocalRegions localRegions) {
    SoftAssertions same = new SoftAssertions();
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.inBoth(IndexedTable::create);
      for (State state : List.of(State.LIVE, State.ABSENT)) {
        for (ReturnConsumedCapacity capacity : ReturnConsumedCapacity.knownValues()) {
          WRITES.forEach(
              (name, write) -> {
                String id = name + " " + state + " " + capacity;
                if (state == State.LIVE) {
                  Map<String, AttributeValue> item = WritesOfIndexedTable.before(id);
                  worlds.inBoth(c -> c.putItem(r -> r.tableName(NAME).item(item)));
                }

                same.assertThat(
                        CallOutcome.of(() -> inOrder(write.call(worlds.ours, id, capacity))))
                    .as(id)
                    .isEqualTo(
                        CallOutcome.of(() -> inOrder(write.call(worlds.bare, id, capacity))));
              });
        }
      }
    }
    same.assertAll();
  }

  /** Of several tables, in whatever order DynamoDB has them. */
  private static DynamoDbResponse inOrder(DynamoDbResponse answer) {
    if (answer instanceof BatchWriteItemResponse batch && batch.hasConsumedCapacity()) {
      return batch.toBuilder().consumedCapacity(sorted(batch.consumedCapacity())).build();
    }
    return answer instanceof TransactWriteItemsResponse transaction
            && transaction.hasConsumedCapacity()
        ? transaction.toBuilder().consumedCapacity(sorted(transaction.consumedCapacity())).build()
        : answer;
  }

  private static List<ConsumedCapacity> sorted(List<ConsumedCapacity> capacities) {
    return capacities.stream().sorted(Comparator.comparing(ConsumedCapacity::tableName)).toList();
  }
}
