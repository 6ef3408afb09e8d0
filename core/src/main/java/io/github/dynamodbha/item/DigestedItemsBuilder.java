package io.github.dynamodbha.item;

import com.dynatrace.hash4j.hashing.HashValue128;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Gathers the items of a page. Used once; not thread-safe. */
final class DigestedItemsBuilder {
  private static final int FIRST_ITEMS = 256;
  private static final int FIRST_KEY_BYTES = 32;

  private final KeySchema keySchema;
  private final ItemFormat format;
  private final WatchedNames watched;
  private final CanonicalBytes keys = new CanonicalBytes(FIRST_KEY_BYTES * FIRST_ITEMS);
  private final List<DigestedItems.Unreadable> unreadable = new ArrayList<>();
  private final Map<Integer, Map<String, AttributeValue>> system = new HashMap<>();
  private int size;
  private int[] keyEnds = new int[FIRST_ITEMS];
  private long[] digests = new long[FIRST_ITEMS * DigestedItems.DIGEST_LONGS];
  private long bytes;

  DigestedItemsBuilder(TableFormat table, WatchedNames watched) {
    this.keySchema = table.keys();
    this.format = table.items();
    this.watched = watched;
  }

  /** How many items were added, the unreadable ones included. */
  int count() {
    return size + unreadable.size();
  }

  /** Adds an item by its image: the reference for every other way. */
  void add(Map<String, AttributeValue> image) {
    ItemKey key = null;
    try {
      key = keySchema.keyOf(image);
      boolean unused = format.isTombstone(image); // Refuses a mark that can't be read.
      CanonicalBytes form = new CanonicalBytes(FIRST_ITEMS);
      new CanonicalForm(form).item(image);
      int itemBytes = ItemSize.of(image);
      byte[] keyForm = key.canonical();
      keys.putBytes(keyForm, 0, keyForm.length);
      add(form, itemBytes, watched.systemAttributes(image));
    } catch (IllegalArgumentException refused) {
      unreadable.add(new DigestedItems.Unreadable(key, String.valueOf(refused.getMessage())));
    }
  }

  /**
   * Adds an item.
   *
   * @param values what holds the forms of its key attributes
   * @param starts where they begin, by their numbers in {@link WatchedNames}
   * @param ends where they end
   * @param item the form of the whole item
   * @param itemBytes its size
   */
  void add(
      CanonicalBytes values,
      int[] starts,
      int[] ends,
      boolean hasRangeKey,
      CanonicalBytes item,
      long itemBytes,
      @Nullable Map<String, AttributeValue> systemAttributes) {
    for (int key = WatchedNames.HASH_KEY;
        key <= (hasRangeKey ? WatchedNames.RANGE_KEY : 0);
        key++) {
      keys.putBytes(values.array(), starts[key], ends[key] - starts[key]);
    }
    add(item, itemBytes, systemAttributes);
  }

  /** Adds an item whose key was just written. */
  private void add(
      CanonicalBytes item, long itemBytes, @Nullable Map<String, AttributeValue> systemAttributes) {
    if (size == keyEnds.length) {
      keyEnds = Arrays.copyOf(keyEnds, 2 * size);
      digests = Arrays.copyOf(digests, 2 * digests.length);
    }
    int keyStart = size == 0 ? 0 : keyEnds[size - 1];
    int digest = size * DigestedItems.DIGEST_LONGS;
    HashValue128 keyHash = CanonicalBytes.hash(keys.array(), keyStart, keys.length() - keyStart);
    digests[digest] = keyHash.getMostSignificantBits();
    digests[digest + 1] = keyHash.getLeastSignificantBits();
    HashValue128 hash = item.hash();
    digests[digest + 2] = hash.getMostSignificantBits();
    digests[digest + 3] = hash.getLeastSignificantBits();
    if (systemAttributes != null) {
      system.put(size, Map.copyOf(systemAttributes));
    }
    keyEnds[size++] = keys.length();
    bytes += itemBytes;
  }

  DigestedItems build() {
    return new DigestedItems(
        size, digests, keys.toByteArray(), keyEnds, bytes, Map.copyOf(system), unreadable);
  }
}
