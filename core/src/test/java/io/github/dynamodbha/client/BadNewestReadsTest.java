package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** What DynamoDB refuses of a read, it refuses of one that asks all regions, by the same code. */
@WithLocalRegions
class BadNewestReadsTest {
  private static final int MAX_KEYS = 100;

  /** A read, by a client and with its options. */
  private interface Read
      extends BiConsumer<DynamoDbClient, Consumer<AwsRequestOverrideConfiguration.Builder>> {}

  private record Bad(String name, Read read) {}

  private static Bad get(String name, Consumer<GetItemRequest.Builder> request) {
    return new Bad(
        "get: " + name,
        (client, options) ->
            client.getItem(
                r -> {
                  r.tableName(TABLE).key(key("Mars"));
                  request.accept(r);
                  r.overrideConfiguration(options);
                }));
  }

  private static Bad batch(String name, Map<String, KeysAndAttributes> items) {
    return new Bad(
        "batch: " + name,
        (client, options) ->
            client.batchGetItem(r -> r.requestItems(items).overrideConfiguration(options)));
  }

  private static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys) {
    return KeysAndAttributes.builder().keys(keys).build();
  }

  private static Stream<Bad> bad() {
    Map<String, AttributeValue> half = Map.of("name", s("Mars"));
    return Stream.of(
        get("no table", r -> r.tableName(null)),
        get("no such table", r -> r.tableName("nope")),
        get("no key", r -> r.key(Map.of())),
        get("half a key", r -> r.key(half)),
        get("more than a key", r -> r.key(planet("Mars", 2))),
        get("key of another type", r -> r.key(Map.of("name", n(1), "orbit", n(0)))),
        get("empty key", r -> r.key(Map.of("name", s(""), "orbit", n(0)))),
        get("names for nothing", r -> r.expressionAttributeNames(Map.of("#a", "a"))),
        get("empty projection", r -> r.projectionExpression("")),
        get("broken projection", r -> r.projectionExpression("moons,")),
        get("broken projection of nothing", r -> r.key(key("No")).projectionExpression("moons,")),
        get("unknown name", r -> r.key(key("No")).projectionExpression("#a")),
        get(
            "name that is not used",
            r ->
                r.key(key("No"))
                    .projectionExpression("moons")
                    .expressionAttributeNames(Map.of("#a", "a"))),
        batch("empty", Map.of()),
        batch("no keys", Map.of(TABLE, KeysAndAttributes.builder().build())),
        batch("empty keys", Map.of(TABLE, keys(List.of()))),
        batch(
            "one table without keys",
            Map.of(TABLE, keys(List.of(key("Mars"))), "moons", keys(List.of()))),
        batch("no such table", Map.of("nope", keys(List.of(key("Mars"))))),
        batch("half a key", Map.of(TABLE, keys(List.of(half)))),
        batch("more than a key", Map.of(TABLE, keys(List.of(planet("Mars", 2))))),
        batch("one key twice", Map.of(TABLE, keys(List.of(key("Mars"), key("Mars"))))),
        batch(
            "too many keys",
            Map.of(
                TABLE,
                KeysAndAttributes.builder()
                    .keys(IntStream.rangeClosed(0, MAX_KEYS).mapToObj(i -> key("p" + i)).toList())
                    .build())),
        batch(
            "names for nothing",
            Map.of(
                TABLE,
                keys(List.of(key("Mars"))).toBuilder()
                    .expressionAttributeNames(Map.of("#a", "a"))
                    .build())));
  }

  @Test
  void badRead_isRefusedAsTheBareClientsIs(LocalRegions localRegions) {
    Consumer<AwsRequestOverrideConfiguration.Builder> newest =
        CallOptions.builder().readStrategy(ReadStrategy.NEWEST).build().asOverride();
    try (TwoWorlds worlds = new TwoWorlds(ClientFace.SYNC, localRegions)) {
      worlds.prepare("Mars", TwoWorlds.State.LIVE);
      List<Executable> checks =
          bad()
              .<Executable>map(
                  bad ->
                      () -> {
                        String bare = code(bad, worlds.bare, options -> {});
                        assertThat(bare).as(bad.name).isNotEqualTo("accepted");
                        assertThat(code(bad, worlds.ours, newest)).as(bad.name).isEqualTo(bare);
                      })
              .toList();
      org.junit.jupiter.api.Assertions.assertAll(checks);
    }
  }

  private static String code(
      Bad bad, DynamoDbClient client, Consumer<AwsRequestOverrideConfiguration.Builder> options) {
    try {
      bad.read.accept(client, options);
      return "accepted";
    } catch (DynamoDbException refused) {
      return refused.awsErrorDetails().errorCode();
    }
  }
}
