package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.replica.Deadline;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Writes that the client replicates, of a table that one region lacks. */
@WithLocalRegions
class MissingTableWarningTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  @Test
  void table_thatOneRegionLacks_isWarnedOfOnceForAllWrites(LocalRegions localRegions) {
    List<String> warnings = new CopyOnWriteArrayList<>();
    try (ClientRegions regions = new ClientRegions(localRegions.heal())) {
      ClientRegions.create(regions.bare(EAST));
      List<RegionState> states = regions.states(System::nanoTime);
      try {
        ClientReplication replication = replication(new Regions(states), warnings);
        for (int i = 0; i < 3; i++) {
          PutItemRequest put =
              PutItemRequest.builder().tableName(TABLE).item(planet("Mars", i)).build();
          call(replication, DataOperations.PUT_ITEM, put);
        }
        call(
            replication,
            DataOperations.PUT_ITEM,
            PutItemRequest.builder()
                .tableName(TABLE)
                .item(planet("Mars", 4))
                .conditionExpression("attribute_exists(moons)")
                .build());
        call(
            replication,
            DataOperations.BATCH_WRITE_ITEM,
            BatchWriteItemRequest.builder()
                .requestItems(Map.of(TABLE, List.of(BatchParts.put(planet("Venus", 0)))))
                .build());
      } finally {
        states.forEach(state -> state.connection().close());
      }
    }

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .contains("Region " + WEST + " has no table " + TABLE + ", while region " + EAST);
  }

  private static ClientReplication replication(Regions regions, List<String> warnings) {
    Routing routing =
        new Routing(
            new PageTokens(),
            new HedgePolicy(0),
            new HedgeTimer(System::nanoTime),
            new MissingTables(() -> 0, warnings::add),
            ClientListener.NONE);
    return new ClientReplication(
        regions,
        routing,
        new ReplicationSettings(
            ItemFormat.DEFAULT, Acknowledge.ONE, new VersionClock(InstantSource.system(), 1)),
        new Routed(regions, routing));
  }

  private static <Q extends DynamoDbRequest, A extends DynamoDbResponse> void call(
      ClientReplication replication, ServiceOperation<Q, A> operation, Q request) {
    replication
        .call(
            new Call<>(
                operation,
                request,
                CallOptions.DEFAULT,
                List.of(TABLE),
                false,
                Deadline.after(TwoWorlds.TIMEOUT, System::nanoTime)))
        .join();
  }
}
