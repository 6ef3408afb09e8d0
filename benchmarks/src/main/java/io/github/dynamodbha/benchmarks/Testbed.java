package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.client.ClientBuilder;
import io.github.dynamodbha.client.ReplicationMode;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.TableBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Two local regions with a table in each, and the clients that are compared. */
final class Testbed implements AutoCloseable {
  static final String TABLE = "planets";
  static final String FIRST = "us-east-1";

  private final LocalRegions regions;
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(LocalRegions.freshAccessKey(), "secret"));

  private Testbed(LocalRegions regions) {
    this.regions = regions;
  }

  static Testbed start() {
    Testbed testbed = new Testbed(LocalRegions.start(FIRST, "us-west-1"));
    try {
      testbed.regions.regions().forEach(testbed::createTable);
      return testbed;
    } catch (RuntimeException failed) {
      testbed.close();
      throw failed;
    }
  }

  private void createTable(LocalRegion region) {
    try (DynamoDbClient client = bareClient(region)) {
      client.createTable(
          t ->
              t.tableName(TABLE)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(
                      KeySchemaElement.builder()
                          .attributeName(Sample.HASH_KEY)
                          .keyType(KeyType.HASH)
                          .build())
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName(Sample.HASH_KEY)
                          .attributeType(ScalarAttributeType.S)
                          .build()));
    }
  }

  List<LocalRegion> regions() {
    return regions.regions();
  }

  /** A table with all its defaults, past the gates, so that no work of theirs is measured. */
  TableBuilder table() {
    return table(LocalRegion::directEndpoint);
  }

  /** A table with all its defaults, through the gates. */
  TableBuilder tableThroughGates() {
    return table(LocalRegion::endpoint);
  }

  private TableBuilder table(Function<LocalRegion, URI> endpoint) {
    TableBuilder builder =
        HighlyAvailableTable.builder()
            .tableName(TABLE)
            .hashKey(Sample.HASH_KEY)
            .credentialsProvider(credentials);
    for (LocalRegion region : regions()) {
      builder.replica(r -> r.region(region.name()).endpointOverride(endpoint.apply(region)));
    }
    return builder;
  }

  /** The SDK's synchronous client with all its defaults. */
  DynamoDbClient bareClient(LocalRegion region) {
    return at(region, DynamoDbClient.builder()).build();
  }

  /** The SDK's asynchronous client with all its defaults. */
  DynamoDbAsyncClient bareAsyncClient(LocalRegion region) {
    return at(region, DynamoDbAsyncClient.builder()).build();
  }

  /** The same, elsewhere in the region. */
  DynamoDbAsyncClient bareAsyncClient(LocalRegion region, Function<LocalRegion, URI> endpoint) {
    return at(region, DynamoDbAsyncClient.builder())
        .endpointOverride(endpoint.apply(region))
        .build();
  }

  /** Without a network, and with this time limit for a call. */
  DynamoDbClient bareStubbedClient(@Nullable Duration limit) {
    return at(regions().get(0), DynamoDbClient.builder())
        .httpClient(new StubHttp.Sync())
        .overrideConfiguration(c -> c.apiCallTimeout(limit))
        .build();
  }

  /** Without a network, and with this time limit for a call. */
  DynamoDbAsyncClient bareStubbedAsyncClient(@Nullable Duration limit) {
    return at(regions().get(0), DynamoDbAsyncClient.builder())
        .httpClient(new StubHttp.Async())
        .overrideConfiguration(c -> c.apiCallTimeout(limit))
        .build();
  }

  /** A drop-in client of tables that AWS would replicate, with all its defaults. */
  <B extends ClientBuilder<B, C>, C> C client(B builder, Function<LocalRegion, URI> endpoint) {
    builder.replication(ReplicationMode.GLOBAL_TABLES).credentialsProvider(credentials);
    for (LocalRegion region : regions()) {
      builder.region(r -> r.region(region.name()).endpointOverride(endpoint.apply(region)));
    }
    return builder.build();
  }

  /** A drop-in client without a network. */
  <B extends ClientBuilder<B, C>, C> C stubbed(B builder) {
    builder.replication(ReplicationMode.GLOBAL_TABLES).credentialsProvider(credentials);
    for (LocalRegion region : regions()) {
      builder.region(
          r ->
              r.region(region.name())
                  .endpointOverride(region.directEndpoint())
                  .httpClientBuilder(new StubHttp.Sync())
                  .asyncHttpClientBuilder(new StubHttp.Async()));
    }
    return builder.build();
  }

  private <B extends AwsClientBuilder<B, C>, C> B at(LocalRegion region, B builder) {
    return builder
        .region(Region.of(region.name()))
        .endpointOverride(region.directEndpoint())
        .credentialsProvider(credentials);
  }

  @Override
  public void close() {
    regions.close();
  }
}
