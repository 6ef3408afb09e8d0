package io.github.dynamodbha.table;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
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
 * A table of one test in local regions, with a bare SDK client for each, past the fault gate: what
 * a test wrote or reads there is what DynamoDB holds.
 */
final class TwoRegions implements AutoCloseable {
  static final String TABLE = "planets";

  private final LocalRegions regions;
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(LocalRegions.freshAccessKey(), "secret"));
  private final Map<String, DynamoDbClient> raw = new HashMap<>();

  TwoRegions(LocalRegions regions) {
    this.regions = regions;
    for (LocalRegion region : regions.regions()) {
      raw.put(
          region.name(),
          DynamoDbClient.builder()
              .region(Region.of(region.name()))
              .endpointOverride(region.directEndpoint())
              .credentialsProvider(credentials)
              .httpClient(Apache5HttpClient.create())
              .build());
    }
  }

  /** Creates the table with the hash key {@code name} (S) in every region. */
  TwoRegions create() {
    raw.keySet().forEach(region -> create(region, null));
    return this;
  }

  /** Creates the table with the hash key {@code name} (S) and a range key (N) in every region. */
  TwoRegions createWithRangeKey(String rangeKey) {
    raw.keySet().forEach(region -> create(region, rangeKey));
    return this;
  }

  void create(String region, @Nullable String rangeKey) {
    List<KeySchemaElement> keys = new ArrayList<>();
    List<AttributeDefinition> types = new ArrayList<>();
    keys.add(KeySchemaElement.builder().attributeName("name").keyType(KeyType.HASH).build());
    types.add(definition("name", ScalarAttributeType.S));
    if (rangeKey != null) {
      keys.add(KeySchemaElement.builder().attributeName(rangeKey).keyType(KeyType.RANGE).build());
      types.add(definition(rangeKey, ScalarAttributeType.N));
    }
    raw(region)
        .createTable(
            t ->
                t.tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(keys)
                    .attributeDefinitions(types));
  }

  private static AttributeDefinition definition(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  /** A builder with every region, in the order of the local regions, and a short timeout. */
  TableBuilder builder() {
    TableBuilder builder =
        HighlyAvailableTable.builder()
            .tableName(TABLE)
            .credentialsProvider(credentials)
            .timeout(Duration.ofSeconds(2));
    for (LocalRegion region : regions.regions()) {
      builder.replica(r -> r.region(region.name()).endpointOverride(region.endpoint()));
    }
    return builder;
  }

  StaticCredentialsProvider credentials() {
    return credentials;
  }

  List<String> names() {
    return regions.names();
  }

  LocalRegion region(String name) {
    return regions.region(name);
  }

  DynamoDbClient raw(String region) {
    DynamoDbClient client = raw.get(region);
    if (client == null) {
      throw new IllegalArgumentException("no region " + region);
    }
    return client;
  }

  void rawPut(String region, Map<String, AttributeValue> item) {
    raw(region).putItem(r -> r.tableName(TABLE).item(item));
  }

  /** What a region holds under a hash key, system attributes included; empty if nothing. */
  Map<String, AttributeValue> rawGet(String region, String name) {
    return raw(region)
        .getItem(r -> r.tableName(TABLE).key(Map.of("name", s(name))).consistentRead(true))
        .item();
  }

  static AttributeValue s(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue n(String value) {
    return AttributeValue.fromN(value);
  }

  static AttributeValue b(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return AttributeValue.fromB(SdkBytes.fromByteArray(array));
  }

  /** An item as a caller would put it. */
  static Map<String, AttributeValue> planet(String name, int moons) {
    return Map.of("name", s(name), "moons", n(Integer.toString(moons)));
  }

  @Override
  public void close() {
    raw.values().forEach(DynamoDbClient::close);
  }
}
