package io.github.dynamodbha.client;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaSettings;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.TableBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
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

/**
 * Local regions that play a global table: a bare SDK client for each, past the fault gate, and what
 * AWS would replicate is written to each of them by the test.
 */
final class ClientRegions implements AutoCloseable {
  static final String TABLE = "planets";

  /** Long enough for a busy machine, short enough for a test of a hung region. */
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final LocalRegions regions;
  private final String accessKey = LocalRegions.freshAccessKey();
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret"));
  private final Map<String, DynamoDbClient> bare = new LinkedHashMap<>();

  ClientRegions(LocalRegions regions) {
    this.regions = regions;
    for (LocalRegion region : regions.regions()) {
      bare.put(
          region.name(),
          DynamoDbClient.builder()
              .region(Region.of(region.name()))
              .endpointOverride(region.directEndpoint())
              .credentialsProvider(credentials)
              .httpClient(Apache5HttpClient.create())
              .build());
    }
  }

  /** Creates the table with the hash key {@code name} (S) and range key {@code orbit} (N). */
  ClientRegions create() {
    inEach(ClientRegions::create);
    return this;
  }

  static void create(DynamoDbClient client) {
    client.createTable(
        t ->
            t.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(List.of(key("name", KeyType.HASH), key("orbit", KeyType.RANGE)))
                .attributeDefinitions(
                    List.of(
                        type("name", ScalarAttributeType.S),
                        type("orbit", ScalarAttributeType.N))));
  }

  /** Gives a region's table another key, so that it refuses the items of the others. */
  void refuseKeys(String region) {
    DynamoDbClient client = bare(region);
    client.deleteTable(t -> t.tableName(TABLE));
    client.createTable(
        t ->
            t.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("id", KeyType.HASH))
                .attributeDefinitions(type("id", ScalarAttributeType.S)));
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition type(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  /** Does the same in every region, past the gate. */
  void inEach(Consumer<DynamoDbClient> action) {
    bare.values().forEach(action);
  }

  /** Puts an item in every region, as AWS would replicate it. */
  void put(Map<String, AttributeValue> item) {
    inEach(client -> client.putItem(r -> r.tableName(TABLE).item(item)));
  }

  DynamoDbClient bare(String region) {
    DynamoDbClient client = bare.get(region);
    if (client == null) {
      throw new IllegalArgumentException("no region " + region);
    }
    return client;
  }

  LocalRegion region(String name) {
    return regions.region(name);
  }

  /** Whose tables these are. */
  String accessKey() {
    return accessKey;
  }

  <B extends ClientBuilder<B, C>, C> B configure(B builder) {
    configure(builder, null);
    return builder;
  }

  /** Configures; one endpoint may stand for the first region's. */
  void configure(ClientBuilder<?, ?> builder, @Nullable URI first) {
    builder
        .replication(ReplicationMode.GLOBAL_TABLES)
        .credentialsProvider(credentials)
        .timeout(TIMEOUT);
    for (LocalRegion region : regions.regions()) {
      URI endpoint =
          first != null && region.equals(regions.regions().get(0)) ? first : region.endpoint();
      builder.region(r -> r.region(region.name()).endpointOverride(endpoint));
    }
  }

  /** Configures all but the regions. */
  void configureRest(ClientBuilder<?, ?> builder) {
    builder.credentialsProvider(credentials);
  }

  HighlyAvailableDynamoDbClient client() {
    return configure(HighlyAvailableDynamoDbClient.builder()).build();
  }

  /** The same table by the simple interface. */
  HighlyAvailableTable table() {
    TableBuilder builder =
        HighlyAvailableTable.builder()
            .tableName(TABLE)
            .credentialsProvider(credentials)
            .timeout(Duration.ofSeconds(20));
    for (LocalRegion region : regions.regions()) {
      builder.replica(r -> r.region(region.name()).endpointOverride(region.endpoint()));
    }
    return builder.build();
  }

  /** The regions as a client's asynchronous face sees them, by a clock of the test's. */
  List<RegionState> states(LongSupplier nanoTime) {
    return states(nanoTime, ClientListener.NONE);
  }

  List<RegionState> states(LongSupplier nanoTime, ClientListener listener) {
    return regions.regions().stream()
        .map(
            region ->
                new RegionState(
                    ReplicaSettings.builder()
                        .region(region.name())
                        .endpointOverride(region.endpoint())
                        .credentialsProvider(credentials)
                        .build(),
                    ConnectionSettings.DEFAULT,
                    ConnectionSettings.DEFAULT.timeout(),
                    Replica.Face.ASYNC,
                    nanoTime,
                    new Random(7),
                    listener))
        .toList();
  }

  static AttributeValue s(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue n(int value) {
    return AttributeValue.fromN(Integer.toString(value));
  }

  static Map<String, AttributeValue> key(String name) {
    return Map.of("name", s(name), "orbit", n(0));
  }

  static Map<String, AttributeValue> planet(String name, int moons) {
    return Map.of("name", s(name), "orbit", n(0), "moons", n(moons));
  }

  @Override
  public void close() {
    bare.values().forEach(DynamoDbClient::close);
  }
}
