package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One call of each operation on items. */
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
  SEARCH_VECTORS(true, (c, p) -> searchVectors(c)),
  EXECUTE_STATEMENT_SELECT(true, (c, p) -> statement(c, select(), p)),
  BATCH_EXECUTE_STATEMENT_SELECT(true, (c, p) -> batch(c, select(), p)),
  EXECUTE_TRANSACTION_SELECT(true, (c, p) -> transaction(c, select(), p)),
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
  BATCH_EXECUTE_STATEMENT_UPDATE(false, (c, p) -> batch(c, moonsAre(6), p)),
  EXECUTE_TRANSACTION_UPDATE(false, (c, p) -> transaction(c, moonsAre(7), p)),
  EXECUTE_STATEMENT_UPDATE(false, (c, p) -> statement(c, moonsAre(5), p));

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

  /** False if a client refuses it for tables that it replicates itself. */
  boolean isFor(ReplicationMode mode) {
    return mode == ReplicationMode.GLOBAL_TABLES
        || (this != SEARCH_VECTORS && !name().contains("EXECUTE"));
  }

  /** Calls, about one planet. */
  DynamoDbResponse call(DynamoDbClient client, String planet) {
    return call.apply(client, planet);
  }

  private static String select() {
    return "SELECT * FROM planets WHERE name = ? AND orbit = ?";
  }

  private static String moonsAre(int moons) {
    return "UPDATE planets SET moons = " + moons + " WHERE name = ? AND orbit = ?";
  }

  /** DynamoDB Local lacks it and says so, which is a region's answer like any other. */
  private static DynamoDbResponse searchVectors(DynamoDbClient client) {
    try {
      return client.searchVectors(
          r -> r.tableName(TABLE).indexName("byVector").searchVector(n(1)).topK(1));
    } catch (DynamoDbException refused) {
      if (!refused.awsErrorDetails().errorCode().equals("UnknownOperationException")) {
        throw refused;
      }
      SearchVectorsResponse.Builder answer = SearchVectorsResponse.builder();
      answer.sdkHttpResponse(SdkHttpResponse.builder().statusCode(200).build());
      return answer.build();
    }
  }

  private static DynamoDbResponse statement(DynamoDbClient client, String statement, String name) {
    return client.executeStatement(r -> r.statement(statement).parameters(s(name), n(0)));
  }

  private static DynamoDbResponse batch(DynamoDbClient client, String statement, String name) {
    BatchStatementRequest one =
        BatchStatementRequest.builder().statement(statement).parameters(s(name), n(0)).build();
    return client.batchExecuteStatement(r -> r.statements(one));
  }

  private static DynamoDbResponse transaction(
      DynamoDbClient client, String statement, String name) {
    ParameterizedStatement one =
        ParameterizedStatement.builder().statement(statement).parameters(s(name), n(0)).build();
    return client.executeTransaction(r -> r.transactStatements(one));
  }
}
