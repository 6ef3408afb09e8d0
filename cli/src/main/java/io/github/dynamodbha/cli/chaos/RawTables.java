package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.RawItem;
import io.github.dynamodbha.local.LocalRegion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The table in every region by the bare SDK, past the gates: nothing of the library is between. It
 * reads the two system attributes by what docs/protocol.md says of them.
 */
final class RawTables implements AutoCloseable {
  private static final String VERSION = "last_updated";
  private static final String DELETED = "deleted";

  /** A region's process may be busy with what it was killed in. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, DynamoDbClient> clients = new LinkedHashMap<>();

  RawTables(List<LocalRegion> regions, AwsCredentialsProvider credentials) {
    for (LocalRegion region : regions) {
      clients.put(
          region.name(),
          DynamoDbClient.builder()
              .endpointOverride(region.directEndpoint())
              .region(Region.of(region.name()))
              .credentialsProvider(credentials)
              .overrideConfiguration(override -> override.apiCallTimeout(PATIENCE))
              .httpClientBuilder(Apache5HttpClient.builder())
              .build());
    }
  }

  void create() {
    for (DynamoDbClient client : clients.values()) {
      client.createTable(
          table ->
              table
                  .tableName(Testbed.TABLE)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(
                      KeySchemaElement.builder()
                          .attributeName(Testbed.KEY)
                          .keyType(KeyType.HASH)
                          .build())
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName(Testbed.KEY)
                          .attributeType(ScalarAttributeType.S)
                          .build()));
    }
  }

  void drop() {
    clients.values().forEach(client -> client.deleteTable(table -> table.tableName(Testbed.TABLE)));
  }

  /** What each region holds, by key. */
  Map<String, Map<String, RawItem>> read() {
    Map<String, Map<String, RawItem>> tables = new LinkedHashMap<>();
    clients.forEach(
        (region, client) -> {
          Map<String, RawItem> items = new TreeMap<>();
          client
              .scanPaginator(scan -> scan.tableName(Testbed.TABLE).consistentRead(true))
              .items()
              .forEach(item -> items.put(text(item, Testbed.KEY), rawItem(item)));
          tables.put(region, items);
        });
    return tables;
  }

  /** Puts an item in one region, with no condition. */
  void put(String region, Map<String, AttributeValue> item) {
    client(region).putItem(put -> put.tableName(Testbed.TABLE).item(item));
  }

  /** Removes an item in one region, with no condition. */
  void remove(String region, String key) {
    client(region).deleteItem(delete -> delete.tableName(Testbed.TABLE).key(ItemShape.key(key)));
  }

  private DynamoDbClient client(String region) {
    return Objects.requireNonNull(clients.get(region), region);
  }

  static RawItem rawItem(Map<String, AttributeValue> item) {
    AttributeValue deleted = item.get(DELETED);
    boolean tombstone = deleted != null && "1".equals(deleted.n());
    String value = text(item, ItemShape.VALUE);
    boolean whole =
        tombstone
            ? item.size() == 3
            : item.size() == 4 && text(item, ItemShape.ECHO).equals(ItemShape.echo(value));
    return new RawItem(
        tombstone, text(item, VERSION), value, new TreeMap<>(item).toString(), whole);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  @Override
  public void close() {
    clients.values().forEach(DynamoDbClient::close);
  }
}
