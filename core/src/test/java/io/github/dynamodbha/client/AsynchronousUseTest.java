package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** What only the asynchronous SDK has, over our client: publishers, its waiter, Enhanced Client. */
@WithLocalRegions
class AsynchronousUseTest {
  private static final String EAST = "us-east-1";
  private static final int PLANETS = 7;

  private ClientRegions regions;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal());
    regions.inEach(Planet::createTable);
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  /** With time for the first calls of a process; no call here runs out of it. */
  private HighlyAvailableDynamoDbAsyncClient client(ReplicationMode mode) {
    return regions
        .configure(HighlyAvailableDynamoDbAsyncClient.builder())
        .replication(mode)
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  private static DynamoDbAsyncTable<Planet> table(HighlyAvailableDynamoDbAsyncClient client) {
    return DynamoDbEnhancedAsyncClient.builder()
        .dynamoDbClient(client)
        .build()
        .table(TABLE, TableSchema.fromBean(Planet.class));
  }

  @ParameterizedTest
  @EnumSource(ReplicationMode.class)
  void waiter_waitsUntilTheTableIsThere(ReplicationMode mode) {
    try (HighlyAvailableDynamoDbAsyncClient client = client(mode)) {
      assertThat(
              client
                  .waiter()
                  .waitUntilTableExists(r -> r.tableName(TABLE))
                  .join()
                  .matched()
                  .response())
          .hasValueSatisfying(
              described ->
                  assertThat(described.table().tableStatus()).isEqualTo(TableStatus.ACTIVE));
    }
  }

  @ParameterizedTest
  @EnumSource(ReplicationMode.class)
  void pages_arePublishedToTheirEndAlsoWhileTheFirstRegionIsDown(ReplicationMode mode) {
    try (HighlyAvailableDynamoDbAsyncClient client = client(mode)) {
      regions.inEach(
          bare ->
              IntStream.range(0, PLANETS)
                  .forEach(i -> bare.putItem(r -> r.tableName(TABLE).item(mars(i)))));
      regions.region(EAST).inject(Fault.down());

      List<String> orbits = new ArrayList<>();
      client
          .queryPaginator(
              r ->
                  r.tableName(TABLE)
                      .limit(2)
                      .keyConditionExpression("#n = :mars")
                      .expressionAttributeNames(Map.of("#n", "name"))
                      .expressionAttributeValues(Map.of(":mars", s("Mars"))))
          .items()
          .subscribe(item -> orbits.add(Objects.requireNonNull(item.get("orbit")).n()))
          .join();

      assertThat(orbits).containsExactly("0", "1", "2", "3", "4", "5", "6");
    }
  }

  @ParameterizedTest
  @EnumSource(ReplicationMode.class)
  void enhancedClient_writesQueriesAndLocksOptimistically(ReplicationMode mode) {
    try (HighlyAvailableDynamoDbAsyncClient client = client(mode)) {
      DynamoDbAsyncTable<Planet> table = table(client);
      for (int orbit = 1; orbit <= 3; orbit++) {
        table.putItem(new Planet("Mars", orbit, 2)).join();
      }
      Planet mine = table.getItem(key(1)).join();
      Planet theirs = table.getItem(key(1)).join();
      mine.setMoons(3);
      assertThat(table.updateItem(mine).join().getVersion()).isEqualTo(2);
      theirs.setMoons(4);

      assertThatThrownBy(() -> table.updateItem(theirs).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(ConditionalCheckFailedException.class);
      ConcurrentLinkedQueue<Integer> moons = new ConcurrentLinkedQueue<>();
      table
          .query(QueryConditional.keyEqualTo(k -> k.partitionValue("Mars")))
          .items()
          .subscribe(planet -> moons.add(planet.getMoons()))
          .join();
      assertThat(moons).containsExactly(3, 2, 2);
    }
  }

  private static Map<String, AttributeValue> mars(int orbit) {
    return Map.of("name", s("Mars"), "orbit", n(orbit), "system", s("Sun"), "moons", n(2));
  }

  private static Key key(int orbit) {
    return Key.builder().partitionValue("Mars").sortValue(orbit).build();
  }
}
