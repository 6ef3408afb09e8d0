package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two ways to the same digests, compared in everything that they say. */
public final class DigestedItemsAssert {
  private DigestedItemsAssert() {}

  private record Item(
      ItemKey key,
      String canonicalKey,
      ContentDigest keyDigest,
      ContentDigest digest,
      @Nullable Map<String, AttributeValue> system) {}

  /** Fails unless both say the same. */
  public static void assertSame(DigestedItems actual, DigestedItems expected) {
    assertThat(items(actual)).isEqualTo(items(expected));
    assertThat(actual.unreadable()).isEqualTo(expected.unreadable());
    assertThat(actual.bytes()).isEqualTo(expected.bytes());
  }

  /** The items, all readable and live, say what the classes say that define it. */
  static void assertTrue(
      DigestedItems items, Collection<Map<String, AttributeValue>> images, KeySchema keys) {
    List<Item> expected = new ArrayList<>();
    long bytes = 0;
    for (Map<String, AttributeValue> image : images) {
      ItemKey key = keys.keyOf(image);
      int item = expected.size();
      expected.add(
          new Item(
              key,
              HexFormat.of().formatHex(key.canonical()),
              key.digest(),
              ContentDigest.of(image),
              item < items.size() ? items.system(item) : null));
      bytes += ItemSize.of(image);
    }
    assertThat(items(items)).isEqualTo(expected);
    assertThat(items.unreadable()).isEmpty();
    assertThat(items.bytes()).isEqualTo(bytes);
  }

  private static List<Item> items(DigestedItems items) {
    List<Item> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      byte[] key = Arrays.copyOfRange(items.keys(), items.keyStart(i), items.keyEnd(i));
      all.add(
          new Item(
              items.key(i),
              HexFormat.of().formatHex(key),
              new ContentDigest(items.keyHigh(i), items.keyLow(i)),
              new ContentDigest(items.high(i), items.low(i)),
              items.system(i)));
    }
    return all;
  }

  static DigestedItems digested(String json, TableFormat format, Set<String> extraAttributes) {
    byte[] body = RandomJson.utf8(json);
    return new PageDigester().digest(body, body.length, format, extraAttributes).items();
  }
}
