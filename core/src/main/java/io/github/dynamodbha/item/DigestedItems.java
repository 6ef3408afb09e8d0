package io.github.dynamodbha.item;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one page as a comparison of tables needs them: of each its key, its size and two
 * digests, in primitive arrays, and of a few the attributes that say whether they count.
 *
 * <p>Items are numbered from 0 in the page's order; an item that can't be read has no number, and
 * is in {@link #unreadable}. Immutable and thread-safe, but for the array of {@link #keys}, which
 * must not be changed.
 */
public final class DigestedItems {
  /** A digest of the key and one of the content, of two longs each. */
  static final int DIGEST_LONGS = 4;

  private final int size;
  private final long[] digests;
  private final byte[] keys;
  private final int[] keyEnds;
  private final long bytes;
  private final Map<Integer, Map<String, AttributeValue>> system;
  private final List<Unreadable> unreadable;

  /**
   * An item that can't be digested.
   *
   * @param key its key, or null if that can't be read either
   * @param reason what is wrong with it, and the cure
   */
  public record Unreadable(@Nullable ItemKey key, String reason) {}

  DigestedItems(
      int size,
      long[] digests,
      byte[] keys,
      int[] keyEnds,
      long bytes,
      Map<Integer, Map<String, AttributeValue>> system,
      List<Unreadable> unreadable) {
    this.size = size;
    this.digests = digests;
    this.keys = keys;
    this.keyEnds = keyEnds;
    this.bytes = bytes;
    this.system = system;
    this.unreadable = List.copyOf(unreadable);
  }

  /**
   * Digests items that were read by the SDK. {@link PageDigester} gives the same without it.
   *
   * @param images the items, all their attributes included
   * @param format how the table's items are read
   * @param extraAttributes see {@link #system}
   * @throws IllegalArgumentException if there are more than 27 extra attributes, or the name of one
   *     of them, or of one in {@code format}, is no Unicode
   */
  public static DigestedItems of(
      Collection<Map<String, AttributeValue>> images,
      TableFormat format,
      Set<String> extraAttributes) {
    DigestedItemsBuilder items =
        new DigestedItemsBuilder(format, new WatchedNames(format, extraAttributes));
    images.forEach(items::add);
    return items.build();
  }

  /** How many items there are, the unreadable ones left out. */
  public int size() {
    return size;
  }

  /** The upper half of {@link ItemKey#digest}. */
  public long keyHigh(int item) {
    return digests[at(item)];
  }

  /** The lower half of {@link ItemKey#digest}. */
  public long keyLow(int item) {
    return digests[at(item) + 1];
  }

  /** The upper half of the {@link ContentDigest} of the whole item. */
  public long high(int item) {
    return digests[at(item) + 2];
  }

  /** The lower half of the {@link ContentDigest} of the whole item. */
  public long low(int item) {
    return digests[at(item) + 3];
  }

  /** The keys' canonical bytes ({@link ItemKey#canonical}), one behind the other. Not a copy. */
  @SuppressWarnings("EI_EXPOSE_REP") // What the class is for: nothing is copied for each item.
  public byte[] keys() {
    return keys;
  }

  /** Where the item's key begins in {@link #keys}. */
  public int keyStart(int item) {
    return Objects.checkIndex(item, size) == 0 ? 0 : keyEnds[item - 1];
  }

  /** Where the item's key ends in {@link #keys}: the index behind its last byte. */
  public int keyEnd(int item) {
    return keyEnds[Objects.checkIndex(item, size)];
  }

  /** The item's key, with numbers in their plain normal form. */
  public ItemKey key(int item) {
    return ItemKey.ofCanonical(keys, keyStart(item), keyEnd(item) - keyStart(item));
  }

  /**
   * The size of all items together in bytes, as {@link ItemSize} counts, without unreadable ones.
   */
  public long bytes() {
    return bytes;
  }

  /**
   * The key, version and tombstone mark of the item, and those of the extra attributes that it has,
   * as they are stored; null for the plain items: those that have neither a tombstone mark nor any
   * extra attribute.
   */
  public @Nullable Map<String, AttributeValue> system(int item) {
    Objects.checkIndex(item, size);
    return system.isEmpty() ? null : system.get(item);
  }

  /** The items that can't be digested, in the page's order. */
  public List<Unreadable> unreadable() {
    return unreadable;
  }

  private int at(int item) {
    return Objects.checkIndex(item, size) * DIGEST_LONGS;
  }
}
