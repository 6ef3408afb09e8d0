package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Consumed capacity and item collections: what one region says, which is what a table costs. */
@WithLocalRegions
class ConsumedCapacityTest {
  private static final ReturnConsumedCapacity INDEXES = ReturnConsumedCapacity.INDEXES;
  private static final ReturnItemCollectionMetrics SIZE = ReturnItemCollectionMetrics.SIZE;

  private static final Map<String, Function<DynamoDbClient, DynamoDbResponse>> WRITES =
      Map.of(
          "put",
          c ->
              c.putItem(
                  r ->
                      r.tableName(TABLE)
                          .item(planet("put", 3))
                          .returnConsumedCapacity(INDEXES)
                          .returnItemCollectionMetrics(SIZE)),
          "judged put",
          c ->
              c.putItem(
                  r ->
                      r.tableName(TABLE)
                          .item(planet("judged put", 3))
                          .conditionExpression("moons = :two")
                          .expressionAttributeValues(Map.of(":two", n(2)))
                          .returnConsumedCapacity(INDEXES)),
          "update",
          c ->
              c.updateItem(
                  r ->
                      r.tableName(TABLE)
                          .key(key("update"))
                          .updateExpression("SET color = :red")
                          .expressionAttributeValues(Map.of(":red", s("red")))
                          .returnConsumedCapacity(INDEXES)),
          "delete",
          c ->
              c.deleteItem(
                  r -> r.tableName(TABLE).key(key("delete")).returnConsumedCapacity(INDEXES)),
          "transaction",
          c ->
              c.transactWriteItems(
                  r ->
                      r.returnConsumedCapacity(INDEXES)
                          .transactItems(
                              TransactWriteItem.builder()
                                  .put(p -> p.tableName(TABLE).item(planet("transaction", 3)))
                                  .build())),
          "batch",
          c ->
              c.batchWriteItem(
                  r ->
                      r.returnConsumedCapacity(INDEXES)
                          .requestItems(
                              Map.of(
                                  TABLE,
                                  List.of(
                                      WriteRequest.builder()
                                          .putRequest(
                                              PutRequest.builder().item(planet("batch", 3)).build())
                                          .build(),
                                      WriteRequest.builder()
                                          .deleteRequest(
                                              DeleteRequest.builder().key(key("batch 2")).build())
                                          .build())))));

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void writes_thatAskForCapacity_areToldThatOfOneRegion(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      WRITES.forEach(
          (name, write) -> {
            worlds.prepare(name, TwoWorlds.State.LIVE);
            worlds.prepare(name + " 2", TwoWorlds.State.LIVE);

            assertThat(CallOutcome.of(() -> write.apply(worlds.ours)))
                .as(name)
                .isEqualTo(CallOutcome.of(() -> write.apply(worlds.bare)));
          });
    }
  }
}
