package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaSettings;
import io.github.dynamodbha.sync.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table of {@link TableItem}s in local regions, in a database of its own there, with the bare
 * clients and the reconciler that are compared.
 */
final class SyncTable implements AutoCloseable {
  static final String NAME = "orders";

  /** DynamoDB's own limit. */
  private static final int MAX_BATCH_WRITES = 25;

  /** Long, since on a busy machine a page may take seconds, and a retry would be measured along. */
  private static final ConnectionSettings CONNECTIONS =
      new ConnectionSettings(Duration.ofSeconds(60), Duration.ofSeconds(10), 50);

  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(LocalRegions.freshAccessKey(), "secret"));
  private final List<LocalRegion> regions;
  private final List<DynamoDbClient> clients;
  private final List<Replica> replicas = new ArrayList<>();

  /** Creates the table, empty, in every region. */
  SyncTable(LocalRegions regions) {
    this.regions = regions.regions();
    clients = this.regions.stream().map(region -> client(region, List.of())).toList();
    clients.forEach(SyncTable::create);
    for (LocalRegion region : this.regions) {
      ReplicaSettings settings =
          ReplicaSettings.builder()
              .region(region.name())
              .endpointOverride(region.directEndpoint())
              .tableName(NAME)
              .credentialsProvider(credentials)
              .build();
      replicas.add(
          new Replica(settings, CONNECTIONS, Replica.Face.SYNC, System::nanoTime, new Random()));
    }
  }

  private static void create(DynamoDbClient client) {
    client.createTable(
        t ->
            t.tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder()
                        .attributeName(TableItem.HASH_KEY)
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName(TableItem.HASH_KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  /** One for each region, over Apache HttpClient 5 with the settings that a replica's has. */
  List<DynamoDbClient> clients() {
    return clients;
  }

  /** What compares the table's replicas, two or more. */
  Reconciler reconciler() {
    return new Reconciler(replicas, ItemFormat.DEFAULT, InstantSource.system());
  }

  /** Puts items of these numbers into the same table of every region. */
  void fill(int items) {
    for (int region = 0; region < clients.size(); region++) {
      put(region, IntStream.range(0, items), TableItem::of);
    }
  }

  /** Puts items by their numbers. */
  void put(int region, IntStream numbers, IntFunction<Map<String, AttributeValue>> item) {
    write(
        region,
        numbers
            .mapToObj(n -> WriteRequest.builder().putRequest(p -> p.item(item.apply(n))).build())
            .toList());
  }

  private void write(int region, List<WriteRequest> writes) {
    IntStream.range(0, (writes.size() + MAX_BATCH_WRITES - 1) / MAX_BATCH_WRITES)
        .parallel()
        .mapToObj(
            i ->
                writes.subList(
                    i * MAX_BATCH_WRITES, Math.min(writes.size(), (i + 1) * MAX_BATCH_WRITES)))
        .forEach(batch -> writeBatch(clients.get(region), batch));
  }

  private static void writeBatch(DynamoDbClient client, List<WriteRequest> batch) {
    BatchWriteItemResponse answer = client.batchWriteItem(w -> w.requestItems(Map.of(NAME, batch)));
    if (answer.hasUnprocessedItems() && !answer.unprocessedItems().isEmpty()) {
      throw new IllegalStateException("a local region left writes unprocessed");
    }
  }

  /** Another bare client of the first region. */
  DynamoDbClient client(ExecutionInterceptor interceptor) {
    return client(regions.get(0), List.of(interceptor));
  }

  private DynamoDbClient client(LocalRegion region, List<ExecutionInterceptor> interceptors) {
    return DynamoDbClient.builder()
        .region(Region.of(region.name()))
        .endpointOverride(region.directEndpoint())
        .credentialsProvider(credentials)
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS.maxConnections())
                .connectionTimeout(CONNECTIONS.connectTimeout())
                .connectionAcquisitionTimeout(CONNECTIONS.timeout())
                .socketTimeout(CONNECTIONS.timeout()))
        .overrideConfiguration(c -> c.executionInterceptors(interceptors))
        .build();
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    clients.forEach(DynamoDbClient::close);
  }
}
