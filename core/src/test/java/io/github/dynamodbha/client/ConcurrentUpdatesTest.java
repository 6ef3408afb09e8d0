package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Two clients that change one item over healthy regions. */
@WithLocalRegions
class ConcurrentUpdatesTest {
  private static final int THREADS = 3;
  private static final int TIMES = 15;

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void counters_whenTwoClientsCount_thenNoIncrementIsLost(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions);
        DynamoDbClient other = other(face, worlds)) {
      worlds.ours.putItem(r -> r.tableName(TABLE).item(planet("Mars", 0)));

      inParallel(
          worlds.ours,
          other,
          client ->
              client.updateItem(
                  r ->
                      r.tableName(TABLE)
                          .key(key("Mars"))
                          .updateExpression("SET moons = moons + :one")
                          .expressionAttributeValues(Map.of(":one", n(1)))));

      requireEverywhere(worlds, "Mars", 2 * THREADS * TIMES);
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void counters_withOptimisticLocking_thenNoIncrementIsLost(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions);
        DynamoDbClient other = other(face, worlds)) {
      worlds.ours.putItem(r -> r.tableName(TABLE).item(planet("Mars", 0)));

      inParallel(worlds.ours, other, ConcurrentUpdatesTest::countOptimistically);

      requireEverywhere(worlds, "Mars", 2 * THREADS * TIMES);
    }
  }

  private static void countOptimistically(DynamoDbClient client) {
    while (true) {
      AttributeValue read =
          client
              .getItem(r -> r.tableName(TABLE).key(key("Mars")).consistentRead(true))
              .item()
              .getOrDefault("moons", n(0));
      try {
        client.putItem(
            r ->
                r.tableName(TABLE)
                    .item(planet("Mars", Integer.parseInt(read.n()) + 1))
                    .conditionExpression("moons = :read")
                    .expressionAttributeValues(Map.of(":read", read)));
        return;
      } catch (ConditionalCheckFailedException another) {
        // Somebody was faster: read again.
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void transaction_whenOneConditionFails_thenNothingChangesAnywhere(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.prepare("Mars", TwoWorlds.State.LIVE);
      worlds.prepare("Venus", TwoWorlds.State.DELETED);
      Map<String, AttributeValue> venus = worlds.raw(TwoWorlds.EAST, "Venus");

      assertThat(refused(worlds.ours)).isTrue();

      requireEverywhere(worlds, "Mars", 2);
      assertThat(worlds.raw(TwoWorlds.EAST, "Venus")).isEqualTo(venus);
      assertThat(worlds.raw(TwoWorlds.WEST, "Venus")).isEqualTo(venus);
    }
  }

  private static boolean refused(DynamoDbClient client) {
    try {
      client.transactWriteItems(
          r ->
              r.transactItems(
                  TransactWriteItem.builder()
                      .put(p -> p.tableName(TABLE).item(planet("Venus", 1)))
                      .build(),
                  TransactWriteItem.builder()
                      .put(
                          p ->
                              p.tableName(TABLE)
                                  .item(planet("Mars", 9))
                                  .conditionExpression("attribute_not_exists(moons)"))
                      .build()));
      return false;
    } catch (TransactionCanceledException refused) {
      assertThat(refused.cancellationReasons())
          .extracting(reason -> reason.code())
          .containsExactly("None", "ConditionalCheckFailed");
      return true;
    }
  }

  private static DynamoDbClient other(ClientFace face, TwoWorlds worlds) {
    return face.open(
        worlds.regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TwoWorlds.TIMEOUT));
  }

  private static void inParallel(
      DynamoDbClient one, DynamoDbClient other, Consumer<DynamoDbClient> count) {
    ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
    try {
      CompletableFuture.allOf(
              Stream.of(one, other)
                  .flatMap(client -> IntStream.range(0, THREADS).mapToObj(thread -> client))
                  .map(
                      client ->
                          CompletableFuture.runAsync(
                              () -> {
                                for (int i = 0; i < TIMES; i++) {
                                  count.accept(client);
                                }
                              },
                              threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }

  private static void requireEverywhere(TwoWorlds worlds, String name, int moons) {
    Map<String, AttributeValue> east = worlds.raw(TwoWorlds.EAST, name);
    assertThat(TwoWorlds.visible(east)).isEqualTo(planet(name, moons));
    for (String region : List.of(TwoWorlds.EAST, TwoWorlds.WEST)) {
      assertThat(worlds.raw(region, name)).as(region).isEqualTo(east);
    }
  }
}
