package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.client.TwoWorlds.State;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.paginators.ScanIterable;

/** Every way of reading, among live, absent and deleted items: what the bare client reads. */
@WithLocalRegions
class ReplicatedReadsTest {
  private static final List<String> NAMES = List.of("Mars", "Pluto", "Nowhere", "Venus");

  /** Whole items and parts of them, with and without what the client keeps for itself. */
  private static final List<String> PROJECTIONS =
      List.of("moons", "#n", "nothing", "moons, deleted", "last_updated", "#n, orbit, info.a");

  private record Read(String name, Function<DynamoDbClient, DynamoDbResponse> call) {}

  private static Stream<Read> reads() {
    Stream<Read> whole =
        NAMES.stream()
            .map(
                name ->
                    new Read(
                        "get " + name,
                        c ->
                            c.getItem(
                                r -> r.tableName(TABLE).key(key(name)).consistentRead(true))));
    Stream<Read> parts =
        NAMES.stream()
            .flatMap(
                name ->
                    PROJECTIONS.stream()
                        .map(
                            projection ->
                                new Read(
                                    "get " + projection + " of " + name,
                                    c ->
                                        c.getItem(
                                            r ->
                                                r.tableName(TABLE)
                                                    .key(key(name))
                                                    .projectionExpression(projection)
                                                    .expressionAttributeNames(
                                                        namesOf(projection))))));
    Stream<Read> transactions =
        PROJECTIONS.stream()
            .map(
                projection ->
                    new Read(
                        "transaction " + projection,
                        c ->
                            c.transactGetItems(
                                r ->
                                    r.transactItems(
                                        NAMES.stream().map(n -> get(n, projection)).toList()))));
    Stream<Read> pages =
        Stream.of(
            new Read("scan", c -> c.scan(r -> r.tableName(TABLE))),
            new Read("count", c -> c.scan(r -> r.tableName(TABLE).select(Select.COUNT))),
            new Read("scan consistent", c -> c.scan(r -> r.tableName(TABLE).consistentRead(true))),
            new Read(
                "scan filtered",
                c ->
                    c.scan(
                        r ->
                            r.tableName(TABLE)
                                .filterExpression("moons = :two OR attribute_not_exists(moons)")
                                .expressionAttributeValues(Map.of(":two", n(2))))),
            new Read(
                "scan projected",
                c ->
                    c.scan(
                        r ->
                            r.tableName(TABLE)
                                .select(Select.SPECIFIC_ATTRIBUTES)
                                .projectionExpression("#n, deleted")
                                .expressionAttributeNames(Map.of("#n", "name")))),
            new Read("query", c -> c.query(query("Mars").build())),
            new Read("query deleted", c -> c.query(query("Pluto").build())),
            new Read("query count", c -> c.query(query("Pluto").select(Select.COUNT).build())),
            new Read(
                "query filtered",
                c ->
                    c.query(
                        query("Mars")
                            .expressionAttributeValues(Map.of(":n", s("Mars"), ":m", n(1)))
                            .filterExpression("moons > :m")
                            .projectionExpression("moons")
                            .build())),
            new Read(
                "query capacity",
                c ->
                    c.query(
                        query("Mars")
                            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                            .build())));
    return Stream.of(whole, parts, transactions, pages).flatMap(s -> s);
  }

  private static QueryRequest.Builder query(String name) {
    return QueryRequest.builder()
        .tableName(TABLE)
        .keyConditionExpression("#n = :n")
        .expressionAttributeNames(Map.of("#n", "name"))
        .expressionAttributeValues(Map.of(":n", s(name)));
  }

  private static @org.jspecify.annotations.Nullable Map<String, String> namesOf(String projection) {
    return projection.contains("#n") ? Map.of("#n", "name") : null;
  }

  private static TransactGetItem get(String name, String projection) {
    return TransactGetItem.builder()
        .get(
            Get.builder()
                .tableName(TABLE)
                .key(key(name))
                .projectionExpression(projection)
                .expressionAttributeNames(namesOf(projection))
                .build())
        .build();
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void reads_amongTombstones_giveWhatTheBareClientGives(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.prepare("Mars", State.LIVE);
      worlds.prepare("Venus", State.LIVE);
      requireSame(worlds, true);
      worlds.prepare("Pluto", State.DELETED);
      requireSame(worlds, false);
      requireSameBatch(worlds);
    }
  }

  private static void requireSame(TwoWorlds worlds, boolean withScannedCount) {
    reads()
        .forEach(
            read ->
                assertThat(outcome(read, worlds.ours, withScannedCount))
                    .as(read.name)
                    .isEqualTo(outcome(read, worlds.bare, withScannedCount)));
  }

  /** DynamoDB also counts the tombstones that it scanned, as with any filter. */
  private static CallOutcome outcome(Read read, DynamoDbClient client, boolean withScannedCount) {
    return CallOutcome.of(
        () -> {
          DynamoDbResponse answer = read.call.apply(client);
          if (answer instanceof ScanResponse scan && !withScannedCount) {
            return scan.toBuilder().scannedCount(null).build();
          }
          return answer instanceof QueryResponse query && !withScannedCount
              ? query.toBuilder().scannedCount(null).build()
              : answer;
        });
  }

  private static void requireSameBatch(TwoWorlds worlds) {
    for (String projection : PROJECTIONS) {
      KeysAndAttributes keys =
          KeysAndAttributes.builder()
              .keys(NAMES.stream().map(ClientRegions::key).toList())
              .projectionExpression(projection)
              .expressionAttributeNames(namesOf(projection))
              .build();
      BatchGetItemResponse ours =
          worlds.ours.batchGetItem(r -> r.requestItems(Map.of(TABLE, keys)));
      BatchGetItemResponse bare =
          worlds.bare.batchGetItem(r -> r.requestItems(Map.of(TABLE, keys)));

      // In whatever order DynamoDB has them.
      assertThat(ours.responses().get(TABLE))
          .as(projection)
          .containsExactlyInAnyOrderElementsOf(bare.responses().get(TABLE));
      assertThat(ours.unprocessedKeys()).isEqualTo(bare.unprocessedKeys());
      assertThat(ours.hasUnprocessedKeys()).isEqualTo(bare.hasUnprocessedKeys());
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void pages_withALimit_bringEveryLiveItemOnce(ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      for (int i = 0; i < 12; i++) {
        worlds.prepare("p" + i, i % 3 == 0 ? State.LIVE : State.DELETED);
      }

      Set<String> seen = new HashSet<>();
      new ScanIterable(worlds.ours, ScanRequest.builder().tableName(TABLE).limit(2).build())
          .items()
          .forEach(item -> assertThat(seen.add(text(item, "name"))).isTrue());

      assertThat(seen).containsExactlyInAnyOrder("p0", "p3", "p6", "p9");
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void newest_whenTheFirstRegionIsStale_thenReturnsTheOtherOnesCopy(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.prepare("Mars", State.LIVE);
      Map<String, AttributeValue> newer = new HashMap<>(worlds.raw(TwoWorlds.WEST, "Mars"));
      newer.put("last_updated", s("2999-01-01T00:00:00.000000Z~00000001"));
      newer.put("moons", n(9));
      worlds.regions.bare(TwoWorlds.WEST).putItem(r -> r.tableName(TABLE).item(newer));
      CallOptions newest = CallOptions.builder().readStrategy(ReadStrategy.NEWEST).build();

      assertThat(
              worlds
                  .ours
                  .getItem(
                      r ->
                          r.tableName(TABLE)
                              .key(key("Mars"))
                              .projectionExpression("moons")
                              .overrideConfiguration(newest.asOverride()))
                  .item())
          .isEqualTo(Map.of("moons", n(9)));
      assertThat(
              worlds
                  .ours
                  .getItem(
                      r ->
                          r.tableName(TABLE)
                              .key(key("Mars"))
                              .overrideConfiguration(newest.asOverride()))
                  .item())
          .isEqualTo(planet("Mars", 9));
      assertThat(
              worlds
                  .ours
                  .batchGetItem(
                      r ->
                          r.requestItems(
                                  Map.of(
                                      TABLE,
                                      KeysAndAttributes.builder()
                                          .keys(List.of(key("Mars"), key("Nowhere")))
                                          .build()))
                              .overrideConfiguration(newest.asOverride()))
                  .responses()
                  .get(TABLE))
          .containsExactly(planet("Mars", 9));
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void index_thatHoldsTombstones_isFilteredOrRefused(ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      createIndexed(worlds.ours);
      worlds.ours.putItem(r -> r.tableName("indexed").item(item("a", "1")));
      worlds.ours.putItem(r -> r.tableName("indexed").item(item("b", "1")));
      worlds.ours.deleteItem(
          r -> r.tableName("indexed").key(Map.of("id", s("b"), "group", s("1"))));

      assertThat(names(worlds.ours, "byGroup", "group", "1")).containsExactly("a");
      assertThat(names(worlds.ours, "byColor", "color", "red")).containsExactly("a");
      assertThatThrownBy(() -> names(worlds.ours, "byGroupKeys", "group", "1"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("byGroupKeys");
    }
  }

  private static Map<String, AttributeValue> item(String id, String group) {
    return Map.of("id", s(id), "group", s(group), "color", s("red"));
  }

  private static List<String> names(
      DynamoDbClient client, String index, String attribute, String value) {
    return client
        .query(
            r ->
                r.tableName("indexed")
                    .indexName(index)
                    .keyConditionExpression("#a = :v")
                    .expressionAttributeNames(Map.of("#a", attribute))
                    .expressionAttributeValues(Map.of(":v", s(value))))
        .items()
        .stream()
        .map(item -> text(item, "id"))
        .toList();
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return item.getOrDefault(attribute, s("")).s();
  }

  static void createIndexed(DynamoDbClient client) {
    client.createTable(
        t ->
            t.tableName("indexed")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(element("id", KeyType.HASH), element("group", KeyType.RANGE))
                .attributeDefinitions(
                    Stream.of("id", "group", "color")
                        .map(
                            name ->
                                AttributeDefinition.builder()
                                    .attributeName(name)
                                    .attributeType(ScalarAttributeType.S)
                                    .build())
                        .toList())
                .globalSecondaryIndexes(
                    index("byGroup", "group", ProjectionType.ALL),
                    index("byGroupKeys", "group", ProjectionType.KEYS_ONLY),
                    index("byColor", "color", ProjectionType.KEYS_ONLY),
                    index("byColorWhole", "color", ProjectionType.ALL)));
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static GlobalSecondaryIndex index(String name, String key, ProjectionType projection) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(element(key, KeyType.HASH))
        .projection(Projection.builder().projectionType(projection).build())
        .build();
  }
}
