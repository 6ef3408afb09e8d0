package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * AWS's Enhanced Client over ours, in the first region and, while that one is down, in the second:
 * by a client that only routes, where each test stays in one region, since AWS's replication is no
 * part of it; and by one that replicates the tables itself.
 */
@WithLocalRegions
class EnhancedClientTest {
  private static final String EAST = "us-east-1";

  /** Which region carries the calls out. */
  private enum Where {
    FIRST_REGION,
    SECOND_REGION_AFTER_FAILOVER,
    ALL_REGIONS_BY_THE_CLIENT,
    ALL_REGIONS_BY_THE_CLIENT_WHILE_THE_FIRST_IS_DOWN
  }

  private ClientRegions regions;
  private DynamoDbClient client;
  private DynamoDbEnhancedClient enhanced;
  private DynamoDbTable<Planet> table;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal());
    regions.inEach(Planet::createTable);
    client = regions.client();
    enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
    table = enhanced.table(TABLE, TableSchema.fromBean(Planet.class));
  }

  @AfterEach
  void stop() {
    client.close();
    regions.close();
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void items_areWrittenReadAndDeleted(Where where) {
    go(where);

    table.putItem(new Planet("Mars", 4, 2));
    Planet mars = table.getItem(key("Mars", 4));
    assertThat(mars.getMoons()).isEqualTo(2);
    assertThat(mars.getVersion()).isEqualTo(1);
    table.deleteItem(mars);

    assertThat(table.getItem(key("Mars", 4))).isNull();
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void update_ofAnOldVersion_isRefused(Where where) {
    go(where);
    table.putItem(new Planet("Mars", 4, 2));
    Planet mine = table.getItem(key("Mars", 4));
    Planet theirs = table.getItem(key("Mars", 4));

    mine.setMoons(3);
    assertThat(table.updateItem(mine).getVersion()).isEqualTo(2);
    theirs.setMoons(4);

    assertThatExceptionOfType(ConditionalCheckFailedException.class)
        .isThrownBy(() -> table.updateItem(theirs));
    assertThat(table.getItem(key("Mars", 4)).getMoons()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void pages_ofATableAndOfAnIndex_areComplete(Where where) {
    go(where);
    IntStream.range(0, 7).forEach(i -> table.putItem(new Planet("planet-" + i, i, i)));

    assertThat(table.scan(r -> r.limit(2)).items()).hasSize(7);
    List<Page<Planet>> pages =
        table
            .index(Planet.BY_SYSTEM)
            .query(
                r ->
                    r.limit(3)
                        .queryConditional(
                            QueryConditional.sortGreaterThan(
                                k -> k.partitionValue("Sun").sortValue(2))))
            .stream()
            .toList();

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(pages.stream().flatMap(page -> page.items().stream()))
        .extracting(Planet::getMoons)
        .containsExactly(3, 4, 5, 6);
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void batches_writeAndRead(Where where) {
    go(where);
    // Batches have no conditions, so the Enhanced Client refuses them for versioned items.
    DynamoDbEnhancedClient unversioned =
        DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
    DynamoDbTable<Planet> planets = unversioned.table(TABLE, TableSchema.fromBean(Planet.class));

    assertThat(
            unversioned
                .batchWriteItem(
                    r ->
                        r.addWriteBatch(
                            WriteBatch.builder(Planet.class)
                                .mappedTableResource(planets)
                                .addPutItem(new Planet("Mars", 4, 2))
                                .addPutItem(new Planet("Venus", 2, 0))
                                .build()))
                .unprocessedPutItemsForTable(planets))
        .isEmpty();

    assertThat(
            enhanced
                .batchGetItem(
                    r ->
                        r.addReadBatch(
                            ReadBatch.builder(Planet.class)
                                .mappedTableResource(table)
                                .addGetItem(key("Mars", 4))
                                .addGetItem(key("Venus", 2))
                                .build()))
                .resultsForTable(table))
        .extracting(Planet::getName)
        .containsExactlyInAnyOrder("Mars", "Venus");
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void transaction_isAllOrNothing(Where where) {
    go(where);
    table.putItem(new Planet("Mars", 4, 2));
    Planet outdated = new Planet("Mars", 4, 9);

    assertThatExceptionOfType(TransactionCanceledException.class)
        .isThrownBy(
            () ->
                enhanced.transactWriteItems(
                    r ->
                        r.addPutItem(table, new Planet("Venus", 2, 0))
                            .addPutItem(table, outdated)));
    assertThat(table.getItem(key("Venus", 2))).isNull();

    enhanced.transactWriteItems(r -> r.addPutItem(table, new Planet("Venus", 2, 0)));
    assertThat(
            enhanced
                .transactGetItems(r -> r.addGetItem(table, key("Venus", 2)))
                .get(0)
                .getItem(table)
                .getName())
        .isEqualTo("Venus");
  }

  private void go(Where where) {
    switch (where) {
      case FIRST_REGION -> {
        // As it is.
      }
      case SECOND_REGION_AFTER_FAILOVER -> regions.region(EAST).inject(Fault.down());
      case ALL_REGIONS_BY_THE_CLIENT -> replicate();
      case ALL_REGIONS_BY_THE_CLIENT_WHILE_THE_FIRST_IS_DOWN -> {
        replicate();
        regions.region(EAST).inject(Fault.down());
      }
    }
  }

  private void replicate() {
    client.close();
    client =
        regions
            .configure(HighlyAvailableDynamoDbClient.builder())
            .replication(ReplicationMode.CLIENT)
            .build();
    enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
    table = enhanced.table(TABLE, TableSchema.fromBean(Planet.class));
  }

  private static Key key(String name, int orbit) {
    return Key.builder().partitionValue(name).sortValue(orbit).build();
  }
}
