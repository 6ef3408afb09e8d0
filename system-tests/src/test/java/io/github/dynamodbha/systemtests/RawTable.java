package io.github.dynamodbha.systemtests;

import io.github.dynamodbha.local.LocalRegion;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The table of a {@link Command} in one region, by the bare SDK. */
final class RawTable {
  /** DynamoDB's own limit. */
  private static final int MAX_BATCH_WRITES = 25;

  private final DynamoDbClient client;

  private RawTable(DynamoDbClient client) {
    this.client = client;
  }

  static RawTable of(LocalRegion region, Command command) {
    return new RawTable(
        DynamoDbClient.builder()
            .endpointOverride(region.directEndpoint())
            .region(Region.of(region.name()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(command.accessKey(), "local")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build());
  }

  void drop() {
    client.deleteTable(table -> table.tableName(Command.TABLE));
  }

  void create(String hashKey) {
    client.createTable(
        table ->
            table
                .tableName(Command.TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName(hashKey).keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName(hashKey)
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  void put(Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(Command.TABLE).item(item));
  }

  /** Puts many items of different keys. */
  void putAll(List<Map<String, AttributeValue>> items) {
    for (int from = 0; from < items.size(); from += MAX_BATCH_WRITES) {
      List<WriteRequest> writes =
          items.subList(from, Math.min(items.size(), from + MAX_BATCH_WRITES)).stream()
              .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
              .toList();
      Map<String, List<WriteRequest>> left =
          client
              .batchWriteItem(batch -> batch.requestItems(Map.of(Command.TABLE, writes)))
              .unprocessedItems();
      if (!left.isEmpty()) {
        throw new AssertionError("A local region takes every batch whole: " + left.keySet());
      }
    }
  }

  void put(String id, String lastUpdated, String content) {
    put(
        Map.of(
            "id", AttributeValue.fromS(id),
            "last_updated", AttributeValue.fromS(lastUpdated),
            "content", AttributeValue.fromS(content)));
  }

  List<Map<String, AttributeValue>> items() {
    return client.scanPaginator(scan -> scan.tableName(Command.TABLE)).items().stream().toList();
  }
}
