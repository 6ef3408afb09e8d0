package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.client.TwoWorlds.State;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

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
}
