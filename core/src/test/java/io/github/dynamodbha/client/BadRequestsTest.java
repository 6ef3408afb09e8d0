package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.client.TwoWorlds.State;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What DynamoDB refuses of the bare client it, or our client for it, refuses of a client that
 * replicates: with the same code, and nothing is stored anywhere.
 */
@WithLocalRegions
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class BadRequestsTest {
  /** DynamoDB's limit. */
  private static final int MAX_ITEM_BYTES = 400 * 1024;

  private static final int MAX_ACTIONS = 100;

  private TwoWorlds worlds;

  @BeforeEach
  void start(LocalRegions localRegions) {
    worlds = new TwoWorlds(ClientFace.SYNC, localRegions);
  }

  @AfterEach
  void stop() {
    worlds.close();
  }

  private record Bad(String name, Consumer<DynamoDbClient> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bad> badRequests() {
    Map<String, AttributeValue> mars = planet("Mars", 1);
    return Stream.of(
        new Bad("put: no table", c -> c.putItem(r -> r.item(mars))),
        new Bad("put: no item", c -> c.putItem(r -> r.tableName(TABLE))),
        new Bad(
            "put: empty key",
            c -> c.putItem(r -> r.tableName(TABLE).item(Map.of("name", s(""), "orbit", n(0))))),
        new Bad(
            "put: key of another type",
            c -> c.putItem(r -> r.tableName(TABLE).item(Map.of("name", n(1), "orbit", n(0))))),
        new Bad(
            "put: values for nothing",
            c ->
                c.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(mars)
                            .expressionAttributeValues(Map.of(":a", n(1))))),
        new Bad(
            "delete: names for nothing",
            c ->
                c.deleteItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .expressionAttributeNames(Map.of("#a", "a")))),
        new Bad(
            "put: value that is not used",
            c ->
                c.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(mars)
                            .conditionExpression("attribute_not_exists(moons)")
                            .expressionAttributeValues(Map.of(":a", n(1))))),
        new Bad(
            "put: condition of two halves",
            c ->
                c.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(mars)
                            .conditionExpression(
                                "attribute_exists(a)) OR (attribute_not_exists(a)"))),
        new Bad(
            "update: condition of two halves",
            c ->
                c.updateItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .updateExpression("REMOVE b")
                            .conditionExpression(
                                "attribute_exists(a)) OR (attribute_not_exists(a)"))),
        new Bad(
            "scan: filter of two halves",
            c ->
                c.scan(
                    r ->
                        r.tableName(TABLE)
                            .filterExpression("attribute_exists(a)) OR (attribute_exists(b)"))),
        new Bad(
            "put: empty condition",
            c -> c.putItem(r -> r.tableName(TABLE).item(mars).conditionExpression(""))),
        new Bad("get: no key", c -> c.getItem(r -> r.tableName(TABLE))),
        new Bad("delete: no key", c -> c.deleteItem(r -> r.tableName(TABLE))),
        new Bad("update: no key", c -> c.updateItem(r -> r.tableName(TABLE))),
        new Bad(
            "update: half a key",
            c -> c.updateItem(r -> r.tableName(TABLE).key(Map.of("name", s("Mars"))))),
        new Bad(
            "update: of a key attribute",
            c ->
                c.updateItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .updateExpression("SET orbit = :a")
                            .expressionAttributeValues(Map.of(":a", n(1))))),
        new Bad(
            "update: empty",
            c -> c.updateItem(r -> r.tableName(TABLE).key(key("Mars")).updateExpression(""))),
        new Bad(
            "update: unknown return values",
            c -> c.updateItem(r -> r.tableName(TABLE).key(key("Mars")).returnValues("SOME"))),
        new Bad(
            "put: return values of an update",
            c -> c.putItem(r -> r.tableName(TABLE).item(mars).returnValues("UPDATED_NEW"))),
        new Bad("batch: empty", c -> c.batchWriteItem(r -> {})),
        new Bad(
            "batch: nothing for a table",
            c -> c.batchWriteItem(r -> r.requestItems(Map.of(TABLE, List.of())))),
        new Bad("batch: too many", c -> c.batchWriteItem(r -> r.requestItems(puts(26)))),
        new Bad("batch get: empty", c -> c.batchGetItem(r -> {})),
        new Bad(
            "batch get: no keys",
            c ->
                c.batchGetItem(
                    r -> r.requestItems(Map.of(TABLE, KeysAndAttributes.builder().build())))),
        new Bad("transaction: empty", c -> c.transactWriteItems(r -> {})),
        new Bad(
            "transaction: too large", c -> c.transactWriteItems(r -> r.transactItems(all(101)))),
        new Bad(
            "transaction: no table",
            c -> c.transactWriteItems(r -> r.transactItems(putOf(null, mars)))),
        new Bad(
            "transaction: no key",
            c -> c.transactWriteItems(r -> r.transactItems(putOf(TABLE, Map.of())))),
        new Bad(
            "transaction: one item twice",
            c ->
                c.transactWriteItems(
                    r -> r.transactItems(putOf(TABLE, mars), putOf(TABLE, planet("Mars", 2))))),
        new Bad(
            "transaction: two things in one action",
            c ->
                c.transactWriteItems(
                    r ->
                        r.transactItems(
                            putOf(TABLE, mars).toBuilder()
                                .delete(d -> d.tableName(TABLE).key(key("Venus")))
                                .build()))),
        new Bad("transaction get: empty", c -> c.transactGetItems(r -> {})),
        new Bad("query: no key condition", c -> c.query(r -> r.tableName(TABLE))),
        new Bad("scan: no table", c -> c.scan(r -> {})),
        new Bad("query: no table, but an index", c -> c.query(r -> r.indexName("byMoons"))),
        new Bad("get: no such table", c -> c.getItem(r -> r.tableName("nope").key(key("Mars")))),
        new Bad("put: no such table", c -> c.putItem(r -> r.tableName("nope").item(mars))),
        new Bad(
            "transaction: no such table",
            c -> c.transactWriteItems(r -> r.transactItems(putOf("nope", mars)))));
  }

  private static TransactWriteItem putOf(
      @org.jspecify.annotations.Nullable String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(p -> p.tableName(table).item(item)).build();
  }

  private static List<TransactWriteItem> all(int count) {
    return IntStream.range(0, count).mapToObj(i -> putOf(TABLE, planet("p" + i, 1))).toList();
  }

  private static Map<String, List<WriteRequest>> puts(int count) {
    return Map.of(
        TABLE,
        IntStream.range(0, count)
            .mapToObj(
                i -> WriteRequest.builder().putRequest(p -> p.item(planet("p" + i, 1))).build())
            .toList());
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void badRequest_isRefusedAsTheBareClientsIs(Bad bad) {
    assertThat(code(bad, worlds.ours)).isEqualTo(code(bad, worlds.bare));
    worlds.regions.inEach(c -> assertThat(c.scan(r -> r.tableName(TABLE)).items()).isEmpty());
  }

  private static String code(Bad bad, DynamoDbClient client) {
    try {
      bad.call.accept(client);
      return "accepted";
    } catch (DynamoDbException refused) {
      return refused.awsErrorDetails().errorCode();
    }
  }

  @Test
  void item_thatIsTooLargeWithItsVersion_isRefusedWithWhatTheVersionTakes() {
    Map<String, AttributeValue> large = new HashMap<>(planet("Mars", 1));
    large.put("soil", s("x".repeat(MAX_ITEM_BYTES - 50)));
    worlds.bare.putItem(r -> r.tableName(TABLE).item(large));

    for (Consumer<DynamoDbClient> write :
        List.<Consumer<DynamoDbClient>>of(
            c -> c.putItem(r -> r.tableName(TABLE).item(large)),
            c -> c.putItem(r -> r.tableName(TABLE).item(large).returnValues("ALL_OLD")),
            c -> c.transactWriteItems(r -> r.transactItems(putOf(TABLE, large))),
            c ->
                c.updateItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .updateExpression("SET soil = :s, moons = :m")
                            .expressionAttributeValues(
                                Map.of(":s", large.get("soil"), ":m", n(1)))))) {
      assertThatExceptionOfType(DynamoDbException.class)
          .isThrownBy(() -> write.accept(worlds.ours))
          .withMessageContaining("48 bytes of it are the version")
          .extracting(e -> e.awsErrorDetails().errorCode())
          .isEqualTo("ValidationException");
    }
    assertThat(worlds.raw(TwoWorlds.EAST, "Mars")).isEmpty();
    assertThat(worlds.raw(TwoWorlds.WEST, "Mars")).isEmpty();
  }

  @Test
  void transaction_thatNeedsMoreActionsThanDynamoDbAllows_saysWhy() {
    for (int i = 0; i <= MAX_ACTIONS / 2; i++) {
      worlds.prepare("p" + i, State.DELETED);
    }

    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(
            () ->
                worlds.ours.transactWriteItems(
                    r ->
                        r.transactItems(
                            IntStream.rangeClosed(0, MAX_ACTIONS / 2)
                                .mapToObj(
                                    i ->
                                        TransactWriteItem.builder()
                                            .put(
                                                p ->
                                                    p.tableName(TABLE)
                                                        .item(planet("p" + i, 1))
                                                        .conditionExpression(
                                                            "attribute_not_exists(moons)"))
                                            .build())
                                .toList())))
        .withMessageContaining("51 actions")
        .withMessageContaining("deleted items");
  }
}
