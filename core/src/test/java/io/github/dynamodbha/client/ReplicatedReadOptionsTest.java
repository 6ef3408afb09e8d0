package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Every option of every read, of a table and of its indexes, before and after some of the items are
 * deleted: what the bare client reads.
 */
@WithLocalRegions
class ReplicatedReadOptionsTest {
  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void reads_withAnyOptions_giveWhatTheBareClientGives(ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.inBoth(ReplicatedReadOptionsTest::fill);
      requireSame(worlds, true);
      worlds.inBoth(ReplicatedReadOptionsTest::delete);
      requireSame(worlds, false);
    }
  }

  private static void fill(DynamoDbClient client) {
    IndexedTable.create(client);
    for (String id : List.of("a", "b", "c")) {
      for (int group = 1; group <= 3; group++) {
        Map<String, AttributeValue> item = new HashMap<>(IndexedTable.key(id, "" + group));
        item.put("color", s(group == 2 ? "blue" : "red"));
        item.put("size", s("" + (4 - group)));
        item.put("note", s("note of " + id));
        item.put(
            "info",
            AttributeValue.fromM(
                Map.of("a", s("x"), "deleted", s("no"), "l", AttributeValue.fromL(notes()))));
        client.putItem(r -> r.tableName(IndexedTable.NAME).item(item));
      }
    }
    client.putItem(r -> r.tableName(ClientRegions.TABLE).item(ClientRegions.planet("Mars", 2)));
    client.putItem(r -> r.tableName(ClientRegions.TABLE).item(ClientRegions.planet("Pluto", 5)));
  }

  private static List<AttributeValue> notes() {
    return List.of(s("first"), s("second"));
  }

  private static void delete(DynamoDbClient client) {
    for (Map<String, AttributeValue> key : ReadsOfIndexedTable.DELETED) {
      client.deleteItem(r -> r.tableName(IndexedTable.NAME).key(key));
    }
    client.deleteItem(r -> r.tableName(ClientRegions.TABLE).key(ClientRegions.key("Pluto")));
  }

  private static void requireSame(TwoWorlds worlds, boolean nothingDeleted) {
    SoftAssertions same = new SoftAssertions();
    ReadsOfIndexedTable.all()
        .forEach(
            read ->
                same.assertThat(outcome(read, worlds.ours, nothingDeleted))
                    .as(read.name())
                    .isEqualTo(outcome(read, worlds.bare, nothingDeleted)));
    same.assertAll();
  }

  private static CallOutcome outcome(
      ReadsOfIndexedTable.Read read, DynamoDbClient client, boolean nothingDeleted) {
    return CallOutcome.of(
        () -> {
          DynamoDbResponse answer = inOrder(read.call().apply(client));
          return nothingDeleted ? answer : withoutTombstones(answer);
        });
  }

  /** DynamoDB also counts the tombstones that it scanned or read, as with any filter. */
  private static DynamoDbResponse withoutTombstones(DynamoDbResponse answer) {
    if (answer instanceof ScanResponse scan) {
      return scan.toBuilder().scannedCount(null).build();
    }
    if (answer instanceof BatchGetItemResponse batch) {
      return batch.toBuilder().consumedCapacity((Collection<ConsumedCapacity>) null).build();
    }
    return answer instanceof QueryResponse query
        ? query.toBuilder().scannedCount(null).build()
        : answer;
  }

  /** What DynamoDB gives in whatever order it has it. */
  private static DynamoDbResponse inOrder(DynamoDbResponse answer) {
    if (!(answer instanceof BatchGetItemResponse batch)) {
      return answer;
    }
    Map<String, List<Map<String, AttributeValue>>> sorted = new HashMap<>();
    batch
        .responses()
        .forEach(
            (table, items) ->
                sorted.put(
                    table,
                    items.stream()
                        .sorted(Comparator.comparing(item -> new TreeMap<>(item) + ""))
                        .toList()));
    return batch.toBuilder()
        .responses(sorted)
        .consumedCapacity(
            batch.hasConsumedCapacity()
                ? batch.consumedCapacity().stream()
                    .sorted(Comparator.comparing(ConsumedCapacity::tableName))
                    .toList()
                : null)
        .build();
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void index_thatHoldsTombstonesThatCannotBeTold_isRefused(
      ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      IndexedTable.create(worlds.ours);

      assertThatThrownBy(
              () ->
                  worlds.ours.scan(
                      r -> r.tableName(IndexedTable.NAME).indexName(IndexedTable.BY_GROUP_KEYS)))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining(IndexedTable.BY_GROUP_KEYS);
    }
  }
}
