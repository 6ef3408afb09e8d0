package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.protocol.ReadStrategy;
import io.github.dynamodbha.table.AsyncHighlyAvailableTable;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.ReadOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** What is compared with what. */
final class Comparisons implements AutoCloseable {
  static final ReadOptions NEAREST =
      ReadOptions.builder().readStrategy(ReadStrategy.NEAREST).build();
  static final ReadOptions NEWEST = ReadOptions.builder().readStrategy(ReadStrategy.NEWEST).build();

  private static final double GET_GOAL = 1.05;
  private static final double PUT_GOAL = 1.15;
  private static final double NO_GOAL = 0;
  private static final String STORED = "stored";

  private final HighlyAvailableTable table;
  private final AsyncHighlyAvailableTable asyncTable;
  private final List<DynamoDbClient> clients;
  private final List<DynamoDbAsyncClient> asyncClients;
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  Comparisons(Testbed testbed) {
    table = testbed.table().build();
    asyncTable = testbed.table().buildAsync();
    clients = testbed.regions().stream().map(testbed::bareClient).toList();
    asyncClients = testbed.regions().stream().map(testbed::bareAsyncClient).toList();
    for (int i = 0; i < Sample.keys(); i++) {
      table.put(Sample.item(STORED, i));
    }
  }

  /** The parts' names, for the command line. */
  static List<String> names() {
    return List.of(
        "nearest-get", "nearest-get-async", "newest-get", "newest-get-async", "put", "put-async");
  }

  /**
   * A part.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  Comparison named(String name) {
    return switch (name) {
      case "nearest-get" -> nearestGet();
      case "nearest-get-async" -> nearestGetAsync();
      case "newest-get" -> newestGet();
      case "newest-get-async" -> newestGetAsync();
      case "put" -> put();
      case "put-async" -> putAsync();
      default -> throw new IllegalArgumentException("no part is named " + name);
    };
  }

  private Comparison nearestGet() {
    return new Comparison(
        "NEAREST get, sync",
        GET_GOAL,
        List.of(
            Contender.of("`table.get`", i -> found(table.get(key(i), NEAREST))),
            Contender.of("bare `getItem`", i -> bareGet(clients.get(0), i, false))));
  }

  private Comparison nearestGetAsync() {
    return new Comparison(
        "NEAREST get, async",
        GET_GOAL,
        List.of(
            Contender.of("`table.get`", i -> found(asyncTable.get(key(i), NEAREST).join())),
            Contender.of(
                "bare `getItem`",
                i ->
                    asyncClients
                        .get(0)
                        .getItem(r -> r.tableName(Testbed.TABLE).key(key(i)))
                        .join())));
  }

  private Comparison newestGet() {
    return new Comparison(
        "NEWEST get, sync",
        NO_GOAL,
        List.of(
            Contender.of("`table.get`", i -> found(table.get(key(i), NEWEST))),
            new Contender(
                "two bare consistent `getItem`",
                true,
                i ->
                    Pair.sync(
                        executor,
                        () -> bareGet(clients.get(0), i, true),
                        () -> bareGet(clients.get(1), i, true)))));
  }

  private Comparison newestGetAsync() {
    return new Comparison(
        "NEWEST get, async",
        NO_GOAL,
        List.of(
            Contender.of("`table.get`", i -> found(asyncTable.get(key(i), NEWEST).join())),
            new Contender(
                "two bare consistent `getItem`",
                true,
                i ->
                    Pair.async(
                        () -> bareGet(asyncClients.get(0), i),
                        () -> bareGet(asyncClients.get(1), i)))));
  }

  private Comparison put() {
    return new Comparison(
        "Two-region put, sync",
        PUT_GOAL,
        List.of(
            Contender.of("`table.put`", i -> table.put(Sample.item("subject", i))),
            new Contender(
                "two bare `putItem`",
                true,
                i -> putBoth(BarePut::plain, Sample.stamped("plain-s", i))),
            new Contender(
                "two bare conditional `putItem`",
                true,
                i -> putBoth(BarePut::conditional, Sample.stamped("condi-s", i)))));
  }

  private Comparison putAsync() {
    return new Comparison(
        "Two-region put, async",
        PUT_GOAL,
        List.of(
            Contender.of("`table.put`", i -> asyncTable.put(Sample.item("subject", i)).join()),
            new Contender(
                "two bare `putItem`",
                true,
                i -> putBothAsync(BarePut::plain, Sample.stamped("plain-a", i))),
            new Contender(
                "two bare conditional `putItem`",
                true,
                i -> putBothAsync(BarePut::conditional, Sample.stamped("condi-a", i)))));
  }

  private Timing putBoth(
      Function<Map<String, AttributeValue>, PutItemRequest> request,
      Map<String, AttributeValue> item) {
    return Pair.sync(
        executor,
        () -> clients.get(0).putItem(request.apply(item)),
        () -> clients.get(1).putItem(request.apply(item)));
  }

  private Timing putBothAsync(
      Function<Map<String, AttributeValue>, PutItemRequest> request,
      Map<String, AttributeValue> item) {
    return Pair.async(
        () -> asyncClients.get(0).putItem(request.apply(item)),
        () -> asyncClients.get(1).putItem(request.apply(item)));
  }

  private static Map<String, AttributeValue> key(int call) {
    return Sample.key(STORED, call);
  }

  private static void bareGet(DynamoDbClient client, int call, boolean consistent) {
    client.getItem(r -> r.tableName(Testbed.TABLE).key(key(call)).consistentRead(consistent));
  }

  private static CompletableFuture<?> bareGet(DynamoDbAsyncClient client, int call) {
    return client.getItem(r -> r.tableName(Testbed.TABLE).key(key(call)).consistentRead(true));
  }

  private static void found(Optional<?> item) {
    if (item.isEmpty()) {
      throw new IllegalStateException("the item was not found: the measurement is void");
    }
  }

  @Override
  public void close() {
    executor.shutdown();
    clients.forEach(DynamoDbClient::close);
    asyncClients.forEach(DynamoDbAsyncClient::close);
    asyncTable.close();
    table.close();
  }
}
