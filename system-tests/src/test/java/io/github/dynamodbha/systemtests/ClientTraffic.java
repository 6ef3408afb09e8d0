package io.github.dynamodbha.systemtests;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Each data operation of the drop-in clients on {@linkplain Markers marked} items. */
final class ClientTraffic {
  private static final Map<String, String> NAMES = Map.of("#text", "text");
  private static final Map<String, AttributeValue> VALUES = Map.of(":text", Markers.textValue());

  private final String table;
  private final Consumer<Attempt> attempts;

  /**
   * Makes calls to a table.
   *
   * @param attempts makes each of them, whatever it throws
   */
  ClientTraffic(String table, Consumer<Attempt> attempts) {
    this.table = table;
    this.attempts = attempts;
  }

  /** A call that may throw whatever it likes. */
  interface Attempt {
    void run() throws Exception;
  }

  void use(DynamoDbClient client) {
    for (int number = 0; number < 4; number++) {
      Map<String, AttributeValue> item = Markers.item(number);
      attempts.accept(() -> client.putItem(r -> r.tableName(table).item(item)));
    }
    attempts.accept(() -> client.putItem(r -> r.tableName(table).item(Markers.noNumber(2))));
    attempts.accept(() -> client.getItem(r -> r.tableName(table).key(Markers.key(1))));
    attempts.accept(() -> client.scan(r -> r.tableName(table)));
    attempts.accept(() -> client.updateItem(update("SET #text = :text")));
    attempts.accept(() -> client.batchWriteItem(batch()));
    attempts.accept(() -> client.transactWriteItems(transaction()));
    attempts.accept(() -> client.executeStatement(statement()));
    attempts.accept(() -> client.deleteItem(r -> r.tableName(table).key(Markers.key(1))));
  }

  void use(DynamoDbAsyncClient client) {
    attempts.accept(() -> client.putItem(r -> r.tableName(table).item(Markers.item(5))).get());
    attempts.accept(() -> client.updateItem(update("SET #text = :text")).get());
    attempts.accept(() -> client.updateItem(update("SET #text = #text + :text")).get());
    attempts.accept(() -> client.batchWriteItem(batch()).get());
    attempts.accept(() -> client.transactWriteItems(transaction()).get());
    attempts.accept(
        () ->
            client
                .batchGetItem(
                    r ->
                        r.requestItems(
                            Map.of(
                                table,
                                KeysAndAttributes.builder()
                                    .keys(List.of(Markers.key(5), Markers.key(6)))
                                    .build())))
                .get());
    attempts.accept(() -> client.deleteItem(r -> r.tableName(table).key(Markers.key(5))).get());
  }

  private UpdateItemRequest update(String expression) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(Markers.key(5))
        .updateExpression(expression)
        .expressionAttributeNames(NAMES)
        .expressionAttributeValues(VALUES)
        .build();
  }

  private BatchWriteItemRequest batch() {
    return BatchWriteItemRequest.builder()
        .requestItems(
            Map.of(
                table,
                List.of(
                    WriteRequest.builder().putRequest(p -> p.item(Markers.item(6))).build(),
                    WriteRequest.builder().deleteRequest(d -> d.key(Markers.key(7))).build())))
        .build();
  }

  /** Its condition is false where the update above was done, and the item goes with the refusal. */
  private TransactWriteItemsRequest transaction() {
    TransactWriteItem put =
        TransactWriteItem.builder().put(p -> p.tableName(table).item(Markers.item(8))).build();
    TransactWriteItem update =
        TransactWriteItem.builder()
            .update(
                u ->
                    u.tableName(table)
                        .key(Markers.key(5))
                        .updateExpression("SET #text = :text")
                        .conditionExpression("#text <> :text")
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(VALUES))
            .build();
    return TransactWriteItemsRequest.builder().transactItems(List.of(put, update)).build();
  }

  private ExecuteStatementRequest statement() {
    return ExecuteStatementRequest.builder()
        .statement("SELECT * FROM \"" + table + "\" WHERE id = ?")
        .parameters(Markers.key(5).values())
        .build();
  }
}
