package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes where the regions hold different things, or one of them takes a part only. */
@WithLocalRegions
class DivergedRegionsTest {
  private static final String FUTURE = "2999-01-01T00:00:00.000000Z~00000001";

  /** The second region holds an item of a clock that is far ahead. */
  private static void putNewerInWest(TwoWorlds worlds, String name) {
    Map<String, AttributeValue> newer = new HashMap<>(planet(name, 9));
    newer.put("last_updated", s(FUTURE));
    worlds.regions.bare(TwoWorlds.WEST).putItem(r -> r.tableName(TABLE).item(newer));
  }

  private static void requireEverywhere(TwoWorlds worlds, String name, int moons) {
    Map<String, AttributeValue> east = worlds.raw(TwoWorlds.EAST, name);
    assertThat(TwoWorlds.visible(east)).isEqualTo(planet(name, moons));
    assertThat(worlds.raw(TwoWorlds.WEST, name)).isEqualTo(east);
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void update_whenAnotherRegionHoldsSomethingNewer_thenIsWrittenAboveIt(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.prepare("Mars", TwoWorlds.State.LIVE);
      putNewerInWest(worlds, "Mars");

      worlds.ours.updateItem(
          r ->
              r.tableName(TABLE)
                  .key(key("Mars"))
                  .updateExpression("ADD moons :one")
                  .expressionAttributeValues(Map.of(":one", n(1)))
                  .returnValues(ReturnValue.UPDATED_OLD));

      requireEverywhere(worlds, "Mars", 3);
      assertThat(worlds.raw(TwoWorlds.EAST, "Mars").getOrDefault("last_updated", n(0)).s())
          .isGreaterThan(FUTURE);
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void transaction_whenAnotherRegionHoldsSomethingNewer_thenGoesThereItemByItem(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.prepare("Mars", TwoWorlds.State.LIVE);
      worlds.prepare("Venus", TwoWorlds.State.LIVE);
      putNewerInWest(worlds, "Mars");

      worlds.ours.transactWriteItems(
          r ->
              r.transactItems(
                  TransactWriteItem.builder()
                      .update(
                          u ->
                              u.tableName(TABLE)
                                  .key(key("Mars"))
                                  .updateExpression("ADD moons :one")
                                  .expressionAttributeValues(Map.of(":one", n(1))))
                      .build(),
                  TransactWriteItem.builder()
                      .put(p -> p.tableName(TABLE).item(planet("Venus", 5)))
                      .build(),
                  TransactWriteItem.builder()
                      .delete(d -> d.tableName(TABLE).key(key("Pluto")))
                      .build()));

      requireEverywhere(worlds, "Mars", 3);
      requireEverywhere(worlds, "Venus", 5);
      assertThat(worlds.raw(TwoWorlds.WEST, "Pluto")).containsKey("deleted");
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void batch_ofWhichOneWriteIsThrottledEverywhere_returnsItAsUnprocessed(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      WriteRequest put =
          WriteRequest.builder()
              .putRequest(PutRequest.builder().item(planet("Mars", 3)).build())
              .build();
      WriteRequest delete =
          WriteRequest.builder()
              .deleteRequest(DeleteRequest.builder().key(key("Pluto")).build())
              .build();
      for (String region : List.of(TwoWorlds.EAST, TwoWorlds.WEST)) {
        localRegions.region(region).inject(Fault.throttle().onOperation("PutItem"));
      }

      BatchWriteItemResponse answer =
          worlds.ours.batchWriteItem(r -> r.requestItems(Map.of(TABLE, List.of(put, delete))));
      localRegions.heal();

      assertThat(answer.unprocessedItems()).isEqualTo(Map.of(TABLE, List.of(put)));
      assertThat(
              worlds
                  .ours
                  .batchWriteItem(r -> r.requestItems(answer.unprocessedItems()))
                  .unprocessedItems())
          .isEmpty();
      requireEverywhere(worlds, "Mars", 3);
    } finally {
      localRegions.heal();
    }
  }
}
