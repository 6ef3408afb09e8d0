package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.client.TwoWorlds.State;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes that go into items, judge them in every way and ask for all that can be asked for, in a
 * table with indexes: the bare client's answer, and the bare client's items in both regions.
 */
@WithLocalRegions
class ReplicatedWriteShapesTest {
  @Test
  void writes_ofAnyShape_doWhatTheBareClientDoes(LocalRegions localRegions) {
    SoftAssertions same = new SoftAssertions();
    try (TwoWorlds worlds = new TwoWorlds(ClientFace.SYNC, localRegions)) {
      worlds.inBoth(IndexedTable::create);
      for (State state : State.values()) {
        for (WritesOfIndexedTable.Write write : WritesOfIndexedTable.all()) {
          String id = state + " " + write.name();
          write.items(id).forEach(item -> prepare(worlds, item, state));

          CallOutcome ours = CallOutcome.of(() -> write.call().apply(worlds.ours, id));
          CallOutcome bare = CallOutcome.of(() -> write.call().apply(worlds.bare, id));

          same.assertThat(ours).as(id).isEqualTo(bare);
        }
      }
      same.assertAll();
      requireSame(worlds, ClientRegions.TABLE);
      requireSame(worlds, IndexedTable.NAME);
    }
  }

  private static void prepare(TwoWorlds worlds, String id, State state) {
    if (state != State.ABSENT) {
      Map<String, AttributeValue> item = WritesOfIndexedTable.before(id);
      worlds.inBoth(c -> c.putItem(r -> r.tableName(IndexedTable.NAME).item(item)));
    }
    if (state == State.DELETED) {
      Map<String, AttributeValue> key = IndexedTable.key(id, "1");
      worlds.inBoth(c -> c.deleteItem(r -> r.tableName(IndexedTable.NAME).key(key)));
    }
  }

  private static void requireSame(TwoWorlds worlds, String table) {
    Set<Map<String, AttributeValue>> east = scan(worlds.regions.bare(TwoWorlds.EAST), table);
    requireSame(east, scan(worlds.regions.bare(TwoWorlds.WEST), table));
    requireSame(
        east.stream()
            .map(TwoWorlds::visible)
            .filter(item -> !item.isEmpty())
            .collect(Collectors.toSet()),
        scan(worlds.bare, table));
  }

  /** Says which of many items differ. */
  private static void requireSame(
      Set<Map<String, AttributeValue>> actual, Set<Map<String, AttributeValue>> expected) {
    assertThat(actual).hasSizeGreaterThan(1);
    Set<Map<String, AttributeValue>> different = new HashSet<>(actual);
    different.removeAll(expected);
    assertThat(different).isEmpty();
    assertThat(actual).hasSameSizeAs(expected);
  }

  private static Set<Map<String, AttributeValue>> scan(DynamoDbClient client, String table) {
    return new HashSet<>(client.scan(r -> r.tableName(table).consistentRead(true)).items());
  }
}
