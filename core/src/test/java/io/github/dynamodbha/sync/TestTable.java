package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ContentDigest;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * One table in several local regions, for one test: raw SDK clients past the fault gates, and a
 * reconciler through them that never really sleeps.
 */
final class TestTable implements AutoCloseable {
  static final String NAME = "planets";

  /** What the clock says, unless a test sets it: after all stamps that the tests write. */
  static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  static final KeySchema HASH = new KeySchema("id", ScalarAttributeType.S, null, null);
  static final KeySchema COMPOSITE =
      new KeySchema("id", ScalarAttributeType.S, "at", ScalarAttributeType.N);

  /** DynamoDB's own limit. */
  private static final int MAX_BATCH_WRITES = 25;

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** What a test waits for a call that is never answered; real ones take milliseconds. */
  private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(1);

  private final List<String> names;
  private final List<String> tableNames;
  private final KeySchema keys;
  private final ItemFormat format;
  private final List<DynamoDbClient> clients = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private volatile Instant now = NOW;
  private volatile Sleeper onSleep = duration -> {};
  private volatile PageSource.Factory pages = PageSource::of;

  private TestTable(
      LocalRegions regions,
      List<String> tableNames,
      KeySchema keys,
      ItemFormat format,
      Duration timeout,
      boolean create) {
    this.names = regions.names().subList(0, tableNames.size());
    this.tableNames = tableNames;
    this.keys = keys;
    this.format = format;
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(LocalRegions.freshAccessKey(), "secret"));
    ConnectionSettings connections =
        new ConnectionSettings(timeout, ConnectionSettings.DEFAULT.connectTimeout(), 50);
    for (String name : names) {
      URI endpoint = regions.region(name).endpoint();
      clients.add(
          DynamoDbClient.builder()
              .region(Region.of(name))
              .endpointOverride(regions.region(name).directEndpoint())
              .credentialsProvider(credentials)
              .httpClientBuilder(Apache5HttpClient.builder())
              .build());
      ReplicaSettings settings =
          ReplicaSettings.builder()
              .region(name)
              .endpointOverride(endpoint)
              .tableName(tableNames.get(clients.size() - 1))
              .credentialsProvider(credentials)
              .build();
      replicas.add(
          new Replica(settings, connections, Replica.Face.SYNC, System::nanoTime, new Random(1)));
    }
    if (create) {
      for (int region = 0; region < clients.size(); region++) {
        clients
            .get(region)
            .createTable(
                TableRequest.of(keys).toBuilder().tableName(tableNames.get(region)).build());
      }
    }
  }

  /** A table in the first regions. */
  static TestTable create(LocalRegions regions, int count, KeySchema keys) {
    return new TestTable(
        regions, Collections.nCopies(count, NAME), keys, ItemFormat.DEFAULT, TIMEOUT, true);
  }

  /** A table of another name in each region, and with other system attributes. */
  static TestTable create(
      LocalRegions regions, List<String> tableNames, KeySchema keys, ItemFormat format) {
    return new TestTable(regions, tableNames, keys, format, TIMEOUT, true);
  }

  /** A table with the hash key {@code id} in two regions. */
  static TestTable create(LocalRegions regions) {
    return create(regions, 2, HASH);
  }

  /** As {@link #create(LocalRegions)}, for faults that leave calls without an answer. */
  static TestTable impatient(LocalRegions regions) {
    return new TestTable(
        regions, List.of(NAME, NAME), HASH, ItemFormat.DEFAULT, SHORT_TIMEOUT, true);
  }

  /** Two regions without a table. */
  static TestTable missing(LocalRegions regions) {
    return new TestTable(regions, List.of(NAME, NAME), HASH, ItemFormat.DEFAULT, TIMEOUT, false);
  }

  String region(int index) {
    return names.get(index);
  }

  DynamoDbClient client(int index) {
    return clients.get(index);
  }

  List<Replica> replicas() {
    return replicas;
  }

  /** What was slept, without sleeping: the only thing by which the runs' nanoTime passes. */
  List<Duration> sleeps() {
    return sleeps;
  }

  TestTable at(Instant instant) {
    now = instant;
    return this;
  }

  /** What happens instead of sleeping. */
  TestTable onSleep(Sleeper sleeper) {
    onSleep = sleeper;
    return this;
  }

  /** Where the pages of the scans come from instead of the regions' own Scan. */
  TestTable pages(PageSource.Factory source) {
    pages = source;
    return this;
  }

  Reconciler reconciler() {
    InstantSource time = () -> now;
    return new Reconciler(
        replicas,
        format,
        time,
        nanos::get,
        duration -> {
          sleeps.add(duration);
          nanos.addAndGet(duration.toNanos());
          onSleep.sleep(duration);
        },
        new Random(1),
        pages,
        WorkerThreads::new);
  }

  SyncReport sync() {
    return sync(SyncOptions.DEFAULT);
  }

  SyncReport sync(SyncOptions options) {
    return reconciler().sync(options);
  }

  SyncReport verify() {
    return reconciler().verify(SyncOptions.DEFAULT);
  }

  /** Puts items into one region, by its index. */
  @SafeVarargs
  final void put(int region, Map<String, AttributeValue>... items) {
    for (Map<String, AttributeValue> item : items) {
      clients.get(region).putItem(p -> p.tableName(tableNames.get(region)).item(item));
    }
  }

  /** As {@link #put}, for many small items of different keys. */
  void putAll(int region, List<Map<String, AttributeValue>> items) {
    for (int from = 0; from < items.size(); from += MAX_BATCH_WRITES) {
      List<WriteRequest> writes =
          items.subList(from, Math.min(items.size(), from + MAX_BATCH_WRITES)).stream()
              .map(item -> WriteRequest.builder().putRequest(p -> p.item(item)).build())
              .toList();
      assertThat(
              clients
                  .get(region)
                  .batchWriteItem(b -> b.requestItems(Map.of(tableNames.get(region), writes)))
                  .unprocessedItems())
          .isEmpty();
    }
  }

  void putEverywhere(Map<String, AttributeValue> item) {
    for (int region = 0; region < clients.size(); region++) {
      put(region, item);
    }
  }

  /** Everything that a region holds, by the digest of the key. */
  Map<String, Map<String, AttributeValue>> raw(int region) {
    Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    clients
        .get(region)
        .scanPaginator(s -> s.tableName(tableNames.get(region)).consistentRead(true))
        .items()
        .forEach(item -> items.put(keys.keyOf(item).toString(), item));
    return items;
  }

  /** The one item that a region holds under this hash key, or an empty map. */
  Map<String, AttributeValue> raw(int region, String id) {
    return clients
        .get(region)
        .getItem(
            g -> g.tableName(tableNames.get(region)).key(Map.of("id", s(id))).consistentRead(true))
        .item();
  }

  /** Asserts that all regions hold exactly these items. */
  @SafeVarargs
  final void assertAllHold(Map<String, AttributeValue>... expected) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (Map<String, AttributeValue> item : expected) {
      items.add(item);
    }
    assertHeld(items);
  }

  /** As {@link #assertAllHold}. */
  void assertHeld(List<Map<String, AttributeValue>> expected) {
    Map<String, ContentDigest> digests = new HashMap<>();
    for (Map<String, AttributeValue> item : expected) {
      digests.put(keys.keyOf(item).toString(), ContentDigest.of(item));
    }
    for (int region = 0; region < clients.size(); region++) {
      Map<String, ContentDigest> held = new HashMap<>();
      raw(region).forEach((key, item) -> held.put(key, ContentDigest.of(item)));
      assertThat(held).as("what %s holds", names.get(region)).isEqualTo(digests);
    }
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    clients.forEach(DynamoDbClient::close);
  }
}
