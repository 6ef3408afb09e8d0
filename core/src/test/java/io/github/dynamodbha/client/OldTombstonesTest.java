package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Tombstones of the Perl module keep the deleted item's attributes, which nobody may see. */
@WithLocalRegions
class OldTombstonesTest {
  private static final String COUNT = "SET color = if_not_exists(color, :blue) ADD moons :one";
  private static final Map<String, AttributeValue> VALUES =
      Map.of(":one", n(1), ":blue", s("blue"));
  private static final Map<String, AttributeValue> COUNTED =
      Map.of("name", s("Mars"), "orbit", n(0), "moons", n(1), "color", s("blue"));

  static Stream<Arguments> tombstones() {
    return Stream.of(ClientFace.values())
        .flatMap(
            face ->
                Stream.of(
                        Map.of("last_updated", s("2013-11-22T10:46:21"), "deleted", n(1)),
                        Map.of("deleted", n(1)),
                        Map.of("deleted", AttributeValue.fromBool(true)))
                    .map(mark -> Arguments.of(face, mark)));
  }

  private static void lay(TwoWorlds worlds, Map<String, AttributeValue> mark) {
    Map<String, AttributeValue> tombstone = new HashMap<>(planet("Mars", 5));
    tombstone.put("color", s("red"));
    tombstone.putAll(mark);
    worlds.regions.put(tombstone);
  }

  @ParameterizedTest
  @MethodSource("tombstones")
  void update_ofAnOldTombstone_startsFromNothing(
      ClientFace face, Map<String, AttributeValue> mark, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      lay(worlds, mark);

      UpdateItemResponse updated =
          worlds.ours.updateItem(
              r ->
                  r.tableName(TABLE)
                      .key(key("Mars"))
                      .updateExpression(COUNT)
                      .expressionAttributeValues(VALUES)
                      .conditionExpression("attribute_not_exists(moons)")
                      .returnValues("ALL_NEW"));

      assertThat(updated.attributes()).isEqualTo(COUNTED);
      requireCounted(worlds);
    }
  }

  @ParameterizedTest
  @MethodSource("tombstones")
  void update_ofAnOldTombstone_whoseConditionFails_leavesItDeleted(
      ClientFace face, Map<String, AttributeValue> mark, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      lay(worlds, mark);

      assertThatExceptionOfType(ConditionalCheckFailedException.class)
          .isThrownBy(
              () ->
                  worlds.ours.updateItem(
                      r ->
                          r.tableName(TABLE)
                              .key(key("Mars"))
                              .updateExpression(COUNT)
                              .expressionAttributeValues(VALUES)
                              .conditionExpression("attribute_exists(moons)")));

      // Without what it kept, where it was judged; with the version and mark that it had.
      Map<String, AttributeValue> bare = new HashMap<>(key("Mars"));
      bare.putAll(mark);
      assertThat(worlds.raw(TwoWorlds.EAST, "Mars")).isEqualTo(bare);
      assertThat(worlds.raw(TwoWorlds.WEST, "Mars")).containsAllEntriesOf(mark);
    }
  }

  @ParameterizedTest
  @MethodSource("tombstones")
  void transaction_thatUpdatesAnOldTombstone_startsFromNothing(
      ClientFace face, Map<String, AttributeValue> mark, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      lay(worlds, mark);

      worlds.ours.transactWriteItems(
          r ->
              r.transactItems(
                  TransactWriteItem.builder()
                      .update(
                          Update.builder()
                              .tableName(TABLE)
                              .key(key("Mars"))
                              .updateExpression(COUNT)
                              .expressionAttributeValues(VALUES)
                              .build())
                      .build()));

      requireCounted(worlds);
    }
  }

  private static void requireCounted(TwoWorlds worlds) {
    for (String region : List.of(TwoWorlds.EAST, TwoWorlds.WEST)) {
      assertThat(TwoWorlds.visible(worlds.raw(region, "Mars"))).as(region).isEqualTo(COUNTED);
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void index_thatHoldsAnOldTombstone_doesNotShowIt(ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      IndexedTable.create(worlds.ours);
      worlds.regions.inEach(
          client ->
              client.putItem(
                  r ->
                      r.tableName(IndexedTable.NAME)
                          .item(
                              Map.of(
                                  "id", s("a"),
                                  "group", s("1"),
                                  "color", s("red"),
                                  "deleted", n(1)))));

      assertThat(
              worlds
                  .ours
                  .query(
                      r ->
                          r.tableName(IndexedTable.NAME)
                              .indexName("byColorWhole")
                              .keyConditionExpression("color = :c")
                              .expressionAttributeValues(Map.of(":c", s("red")))
                              .projectionExpression("id"))
                  .count())
          .isZero();
    }
  }
}
