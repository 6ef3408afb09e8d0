package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.sync.Divergence.Kind;
import io.github.dynamodbha.sync.DivergenceCase.Copy;
import io.github.dynamodbha.sync.DivergenceCase.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Every {@link DivergenceCase}, dealt out over the replicas in every way, in two and three
 * replicas, for every type of hash and range key: verify names it, sync makes it as it must be, and
 * does nothing more when it runs again. All keys of a schema share one table.
 */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class DivergenceMatrixTest {
  private static final SyncOptions ALL_SAMPLES =
      SyncOptions.builder().maxSampleKeys(10_000).build();

  private final LocalRegions regions;

  /** What is dealt out, by the key's text, which is also how a key is named in a failure. */
  private final Map<String, DealtKey> dealt = new TreeMap<>();

  DivergenceMatrixTest(LocalRegions regions) {
    this.regions = regions;
  }

  static Stream<Arguments> tables() {
    ScalarAttributeType[] types = {
      ScalarAttributeType.S, ScalarAttributeType.N, ScalarAttributeType.B
    };
    List<KeySchema> schemas = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      schemas.add(new KeySchema("id", types[i], null, null));
      schemas.add(new KeySchema("id", types[i], "at", types[(i + 1) % types.length]));
    }
    return schemas.stream()
        .flatMap(schema -> Stream.of(Arguments.of(2, schema), Arguments.of(3, schema)));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void verifyNames_andSyncRepairs(int replicas, KeySchema schema) {
    try (TestTable table = TestTable.create(regions, replicas, schema)) {
      deal(table, replicas, schema);
      assertThat(found(table)).containsExactlyInAnyOrderEntriesOf(expectedDivergences(table));

      SyncCounts counts = table.sync(ALL_SAMPLES).counts();
      assertThat(counts).isEqualTo(expectedCounts());
      assertHeldIsExpected(table, replicas);

      SyncReport again = table.sync(ALL_SAMPLES);
      assertThat(again.counts().repaired()).isZero();
      assertThat(again.counts().purged()).isZero();
      assertThat(again.replicas()).allMatch(replica -> replica.writeUnits() == 0);
      assertHeldIsExpected(table, replicas);

      for (int region = 0; region < replicas; region++) {
        table.sync(SyncOptions.builder().preferRegion(table.region(region)).build());
      }
      assertHeldIsPreferred(table, replicas);
      removeUnusable(table, replicas, schema);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  private void deal(TestTable table, int replicas, KeySchema schema) {
    List<Map.Entry<DivergenceCase, List<Copy>>> hands = new ArrayList<>();
    DivergenceCase.ALL.forEach(
        kase -> hands(kase, replicas).forEach(copies -> hands.add(Map.entry(kase, copies))));
    for (int region = 0; region < replicas; region++) {
      List<Map<String, AttributeValue>> items = new ArrayList<>();
      for (int i = 0; i < hands.size(); i++) {
        Map<String, AttributeValue> image = hands.get(i).getValue().get(region).image();
        if (image != null) {
          items.add(withKey(schema, i, region, image));
        }
      }
      table.putAll(region, items);
    }
    List<Map<String, Map<String, AttributeValue>>> raw = raw(table, replicas);
    for (int i = 0; i < hands.size(); i++) {
      ItemKey key = schema.keyOf(withKey(schema, i, 0, Map.of()));
      List<@Nullable Map<String, AttributeValue>> before = new ArrayList<>();
      raw.forEach(region -> before.add(region.get(key.toString())));
      Map.Entry<DivergenceCase, List<Copy>> hand = hands.get(i);
      dealt.put(key.toString(), new DealtKey(key, hand.getKey(), hand.getValue(), before));
    }
    assertThat(dealt).hasSameSizeAs(hands);
  }

  /** Every way to give each replica one of the copies so that each copy is somewhere. */
  private static List<List<Copy>> hands(DivergenceCase kase, int replicas) {
    List<Copy> copies = kase.copies();
    List<List<Copy>> hands = new ArrayList<>();
    for (int code = 0; code < Math.pow(copies.size(), replicas); code++) {
      List<Copy> hand = new ArrayList<>();
      for (int rest = code, i = 0; i < replicas; i++, rest /= copies.size()) {
        hand.add(copies.get(rest % copies.size()));
      }
      if (hand.containsAll(copies)) {
        hands.add(hand);
      }
    }
    return hands;
  }

  private static List<Map<String, Map<String, AttributeValue>>> raw(TestTable table, int replicas) {
    List<Map<String, Map<String, AttributeValue>>> raw = new ArrayList<>();
    for (int region = 0; region < replicas; region++) {
      raw.add(table.raw(region));
    }
    return raw;
  }

  /** What verify says of a key; which of the regions that hold the winner is named is open. */
  private record Told(
      String name, Map<String, Kind> affected, Kind kind, String version, boolean deleted) {}

  private Map<String, Told> found(TestTable table) {
    Map<String, Told> found = new TreeMap<>();
    SyncReport report = table.reconciler().verify(ALL_SAMPLES);
    for (Divergence divergence : report.divergences()) {
      String key = divergence.key().toString();
      DealtKey hand = Objects.requireNonNull(dealt.get(key));
      found.put(
          key,
          new Told(
              hand.kase().name(),
              divergence.affected(),
              divergence.kind(),
              String.valueOf(divergence.winnerVersion()),
              divergence.deleted()));
      assertThat(divergence.winnerRegion() == null)
          .as("no winner of %s", hand)
          .isEqualTo(hand.winner() < 0);
      assertThat(divergence.affected()).doesNotContainKey(divergence.winnerRegion());
    }
    assertThat(report.counts().differing()).isEqualTo(found.size());
    return found;
  }

  private Map<String, Told> expectedDivergences(TestTable table) {
    Map<String, Told> expected = new TreeMap<>();
    dealt.forEach(
        (key, hand) -> {
          if (hand.differs()) {
            Map<String, Kind> affected = new LinkedHashMap<>();
            hand.affected().forEach((region, kind) -> affected.put(table.region(region), kind));
            Map<String, AttributeValue> winner =
                hand.winner() < 0 ? Map.of() : hand.before().get(hand.winner());
            expected.put(
                key,
                new Told(
                    hand.kase().name(),
                    affected,
                    hand.kind(),
                    Optional.ofNullable(winner.get("last_updated"))
                        .map(AttributeValue::s)
                        .orElse("null"),
                    hand.kase().fate() == Fate.PURGED));
          }
        });
    return expected;
  }

  private SyncCounts expectedCounts() {
    return new SyncCounts(
        dealt.size(),
        dealt.size() - count(DealtKey::differs),
        count(hand -> hand.differs() && hand.kind() == Kind.MISSING),
        count(hand -> hand.differs() && hand.kind() == Kind.STALE),
        count(hand -> hand.differs() && hand.kind() == Kind.CONFLICTING),
        count(hand -> hand.differs() && hand.winner() >= 0),
        count(hand -> hand.kase().fate() == Fate.PURGED),
        0,
        count(hand -> hand.kase().fate() == Fate.UNRESOLVED),
        0,
        dealt.values().stream()
            .filter(hand -> hand.kase().fate() == Fate.SKIPPED)
            .mapToLong(hand -> hand.affected().size())
            .sum());
  }

  private long count(Predicate<DealtKey> test) {
    return dealt.values().stream().filter(test).count();
  }

  private void assertHeldIsExpected(TestTable table, int replicas) {
    assertHeld(table, replicas, DealtKey::after);
  }

  private void assertHeldIsPreferred(TestTable table, int replicas) {
    assertHeld(table, replicas, DealtKey::preferred);
  }

  /** What must be held of a key in a replica. */
  private interface Expected {
    @Nullable Map<String, AttributeValue> of(DealtKey hand, int replica);
  }

  private void assertHeld(TestTable table, int replicas, Expected expected) {
    for (int region = 0; region < replicas; region++) {
      Map<String, Map<String, AttributeValue>> images = new HashMap<>();
      for (Map.Entry<String, DealtKey> hand : dealt.entrySet()) {
        Map<String, AttributeValue> image = expected.of(hand.getValue(), region);
        if (image != null) {
          images.put(hand.getKey(), image);
        }
      }
      assertThat(table.raw(region))
          .as("what %s holds", table.region(region))
          .containsExactlyInAnyOrderEntriesOf(images);
    }
  }

  private void removeUnusable(TestTable table, int replicas, KeySchema schema) {
    for (DealtKey hand : dealt.values()) {
      for (int region = 0; hand.kase().fate() == Fate.SKIPPED && region < replicas; region++) {
        table
            .client(region)
            .deleteItem(d -> d.tableName(TestTable.NAME).key(schema.attributesOf(hand.key())));
      }
    }
  }

  /** All items share one hash key where there is a range key. */
  private static Map<String, AttributeValue> withKey(
      KeySchema schema, int key, int region, Map<String, AttributeValue> image) {
    Map<String, AttributeValue> keyed = new HashMap<>(image);
    if (schema.rangeKeyType() == null) {
      keyed.put("id", value(schema.hashKeyType(), key, region));
    } else {
      keyed.put("id", value(schema.hashKeyType(), 1, region));
      keyed.put("at", value(schema.rangeKeyType(), key, region));
    }
    return keyed;
  }

  /** A number is spelt differently in every region, and is the same key all the same. */
  private static AttributeValue value(@Nullable ScalarAttributeType type, int key, int region) {
    if (type == ScalarAttributeType.N) {
      return AttributeValue.fromN(key + ".0".substring(0, region == 0 ? 0 : 2));
    }
    return type == ScalarAttributeType.S
        ? s("key" + key)
        : AttributeValue.fromB(
            SdkBytes.fromByteArray(new byte[] {(byte) (key >> 8), (byte) key, -1}));
  }
}
