package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One call of each operation on items, but for SearchVectors, which DynamoDB Local lacks. */
enum DataCall {
  GET_ITEM(true, (c, p) -> c.getItem(r -> r.tableName(TABLE).key(key(p)))),
  BATCH_GET_ITEM(
      true,
      (c, p) ->
          c.batchGetItem(
              r ->
                  r.requestItems(
                      Map.of(TABLE, KeysAndAttributes.builder().keys(List.of(key(p))).build())))),
  QUERY(
      true,
      (c, p) ->
          c.query(
              r ->
                  r.tableName(TABLE)
                      .keyConditionExpression("#n = :n")
                      .expressionAttributeNames(Map.of("#n", "name"))
                      .expressionAttributeValues(Map.of(":n", s(p))))),
  SCAN(true, (c, p) -> c.scan(r -> r.tableName(TABLE))),
  TRANSACT_GET_ITEMS(
      true,
      (c, p) ->
          c.transactGetItems(
              r ->
                  r.transactItems(
                      TransactGetItem.builder().get(g -> g.tableName(TABLE).key(key(p))).build()))),
  EXECUTE_STATEMENT_SELECT(
      true,
      (c, p) ->
          c.executeStatement(
              r ->
                  r.statement("SELECT * FROM planets WHERE name = ? AND orbit = ?")
                      .parameters(s(p), n(0)))),
  BATCH_EXECUTE_STATEMENT_SELECT(
      true,
      (c, p) ->
          c.batchExecuteStatement(
              r ->
                  r.statements(
                      BatchStatementRequest.builder()
                          .statement("SELECT * FROM planets WHERE name = ? AND orbit = ?")
                          .parameters(s(p), n(0))
                          .build()))),
  EXECUTE_TRANSACTION_SELECT(
      true,
      (c, p) ->
          c.executeTransaction(
              r ->
                  r.transactStatements(
                      ParameterizedStatement.builder()
                          .statement("SELECT * FROM planets WHERE name = ? AND orbit = ?")
                          .parameters(s(p), n(0))
                          .build()))),
  PUT_ITEM(
      false,
      (c, p) ->
          c.putItem(
              r ->
                  r.tableName(TABLE)
                      .item(planet(p, 3))
                      .returnValues(ReturnValue.ALL_OLD)
                      .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))),
  UPDATE_ITEM(
      false,
      (c, p) ->
          c.updateItem(
              r ->
                  r.tableName(TABLE)
                      .key(key(p))
                      .updateExpression("ADD moons :one")
                      .expressionAttributeValues(Map.of(":one", n(1)))
                      .returnValues(ReturnValue.ALL_NEW))),
  DELETE_ITEM(
      false,
      (c, p) ->
          c.deleteItem(r -> r.tableName(TABLE).key(key(p)).returnValues(ReturnValue.ALL_OLD))),
  BATCH_WRITE_ITEM_DELETE(
      false,
      (c, p) ->
          c.batchWriteItem(r -> r.requestItems(Map.of(TABLE, List.of(BatchParts.delete(key(p))))))),
  TRANSACT_WRITE_ITEMS_DELETE(
      false,
      (c, p) ->
          c.transactWriteItems(
              r ->
                  r.transactItems(
                      TransactWriteItem.builder()
                          .delete(d -> d.tableName(TABLE).key(key(p)))
                          .build()))),
  BATCH_WRITE_ITEM(
      false,
      (c, p) ->
          c.batchWriteItem(
              r -> r.requestItems(Map.of(TABLE, List.of(BatchParts.put(planet(p, 0))))))),
  TRANSACT_WRITE_ITEMS(
      false,
      (c, p) ->
          c.transactWriteItems(
              r ->
                  r.transactItems(
                      TransactWriteItem.builder()
                          .put(Put.builder().tableName(TABLE).item(planet(p, 4)).build())
                          .build()))),
  TRANSACT_WRITE_ITEMS_UPDATE_AND_CHECK(
      false,
      (c, p) ->
          c.transactWriteItems(
              r ->
                  r.transactItems(
                      TransactWriteItem.builder()
                          .update(
                              u ->
                                  u.tableName(TABLE)
                                      .key(key(p))
                                      .updateExpression("ADD moons :one")
                                      .expressionAttributeValues(Map.of(":one", n(1))))
                          .build(),
                      TransactWriteItem.builder()
                          .conditionCheck(
                              check ->
                                  check
                                      .tableName(TABLE)
                                      .key(key("nowhere"))
                                      .conditionExpression("attribute_not_exists(moons)"))
                          .build()))),
  BATCH_EXECUTE_STATEMENT_UPDATE(
      false,
      (c, p) ->
          c.batchExecuteStatement(
              r ->
                  r.statements(
                      BatchStatementRequest.builder()
                          .statement("UPDATE planets SET moons = 6 WHERE name = ? AND orbit = ?")
                          .parameters(s(p), n(0))
                          .build()))),
  EXECUTE_TRANSACTION_UPDATE(
      false,
      (c, p) ->
          c.executeTransaction(
              r ->
                  r.transactStatements(
                      ParameterizedStatement.builder()
                          .statement("UPDATE planets SET moons = 7 WHERE name = ? AND orbit = ?")
                          .parameters(s(p), n(0))
                          .build()))),
  EXECUTE_STATEMENT_UPDATE(
      false,
      (c, p) ->
          c.executeStatement(
              r ->
                  r.statement("UPDATE planets SET moons = 5 WHERE name = ? AND orbit = ?")
                      .parameters(s(p), n(0))));

  private final boolean reads;

  // Lambdas without state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final BiFunction<DynamoDbClient, String, DynamoDbResponse> call;

  DataCall(boolean reads, BiFunction<DynamoDbClient, String, DynamoDbResponse> call) {
    this.reads = reads;
    this.call = call;
  }

  boolean reads() {
    return reads;
  }

  /** Calls, about one planet. */
  DynamoDbResponse call(DynamoDbClient client, String planet) {
    return call.apply(client, planet);
  }
}
