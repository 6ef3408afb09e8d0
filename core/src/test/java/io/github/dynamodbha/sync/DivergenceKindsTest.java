package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestTable.n;
import static io.github.dynamodbha.sync.TestTable.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Every kind of divergence, in every region in turn, in two and three replicas, for every type of
 * key: verify names it, sync repairs it.
 */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class DivergenceKindsTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:21.000001Z~0123abcd";

  private final LocalRegions regions;
  private final Map<ItemKey, Map<String, Kind>> expected = new HashMap<>();
  private final List<Map<String, AttributeValue>> survivors = new ArrayList<>();
  private int keys;

  DivergenceKindsTest(LocalRegions regions) {
    this.regions = regions;
  }

  static Stream<Arguments> tables() {
    List<KeySchema> schemas = new ArrayList<>();
    for (ScalarAttributeType hash :
        List.of(ScalarAttributeType.S, ScalarAttributeType.N, ScalarAttributeType.B)) {
      schemas.add(new KeySchema("id", hash, null, null));
      schemas.add(new KeySchema("id", hash, "at", ScalarAttributeType.N));
    }
    schemas.add(new KeySchema("id", ScalarAttributeType.S, "at", ScalarAttributeType.B));
    schemas.add(new KeySchema("id", ScalarAttributeType.N, "at", ScalarAttributeType.S));
    return schemas.stream()
        .flatMap(schema -> Stream.of(Arguments.of(2, schema), Arguments.of(3, schema)));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void verifyNamesAndSyncRepairs(int replicas, KeySchema schema) {
    try (TestTable table = TestTable.create(regions, replicas, schema)) {
      for (int loser = 0; loser < replicas; loser++) {
        diverge(table, schema, replicas, loser, live(NEW, "new"), null, Kind.MISSING);
        diverge(table, schema, replicas, loser, live(null, "a"), null, Kind.MISSING);
        diverge(table, schema, replicas, loser, live(NEW, "new"), live(OLD, "old"), Kind.STALE);
        diverge(table, schema, replicas, loser, live(OLD, "new"), live(null, "a"), Kind.STALE);
        diverge(table, schema, replicas, loser, deleted(NEW), live(OLD, "old"), Kind.STALE);
        diverge(table, schema, replicas, loser, live(NEW, "new"), deleted(OLD), Kind.STALE);
        diverge(table, schema, replicas, loser, deleted(NEW), null, Kind.MISSING);
        diverge(table, schema, replicas, loser, deleted(OLD), live(OLD, "a"), Kind.CONFLICTING);
        diverge(table, schema, replicas, loser, deleted(null), live(null, "a"), Kind.CONFLICTING);
      }
      Map<ItemKey, Map<String, Kind>> found = new HashMap<>();
      table.verify().divergences().forEach(d -> found.put(d.key(), d.affected()));
      assertThat(found).isEqualTo(expected);

      SyncCounts counts = table.sync().counts();
      assertThat(counts.repaired()).isEqualTo(expected.size());
      assertThat(counts.purged()).isEqualTo(4L * replicas);
      assertThat(counts.missing()).isEqualTo(3L * replicas);
      assertThat(counts.stale()).isEqualTo(4L * replicas);
      assertThat(counts.conflicting()).isEqualTo(2L * replicas);
      table.assertHeld(survivors);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  private void diverge(
      TestTable table,
      KeySchema schema,
      int replicas,
      int loser,
      Map<String, AttributeValue> winner,
      @Nullable Map<String, AttributeValue> losing,
      Kind kind) {
    int key = keys++;
    Map<String, AttributeValue> winning = withKey(schema, key, winner);
    for (int region = 0; region < replicas; region++) {
      if (region != loser) {
        table.put(region, winning);
      } else if (losing != null) {
        table.put(region, withKey(schema, key, losing));
      }
    }
    expected.put(schema.keyOf(winning), Map.of(table.region(loser), kind));
    if (!winning.containsKey("deleted")) {
      survivors.add(winning);
    }
  }

  /** All items share one hash key where there is a range key. */
  private static Map<String, AttributeValue> withKey(
      KeySchema schema, int key, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> keyed = new HashMap<>(item);
    if (schema.rangeKeyType() == null) {
      keyed.put("id", value(schema.hashKeyType(), key));
    } else {
      keyed.put("id", value(schema.hashKeyType(), 1));
      keyed.put("at", value(schema.rangeKeyType(), key));
    }
    return keyed;
  }

  private static AttributeValue value(@Nullable ScalarAttributeType type, int key) {
    if (type == ScalarAttributeType.N) {
      return n(key);
    }
    return type == ScalarAttributeType.S
        ? s("key" + key)
        : AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) key, -1}));
  }

  private static Map<String, AttributeValue> live(@Nullable String stamp, String content) {
    return stamp == null
        ? Map.of("content", s(content))
        : Map.of("content", s(content), "last_updated", s(stamp));
  }

  private static Map<String, AttributeValue> deleted(@Nullable String stamp) {
    return stamp == null
        ? Map.of("deleted", AttributeValue.fromBool(true))
        : Map.of("deleted", n(1), "last_updated", s(stamp));
  }
}
