package io.github.dynamodbha.item;

import com.dynatrace.hash4j.hashing.HashValue128;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A 128-bit digest (XXH3) of the canonical form of an item or of a key: equal items have equal
 * digests on every machine, however their numbers and sets are spelled.
 *
 * <p>XXH3 is fast and well distributed, and no protection against somebody who writes items on
 * purpose so that their digests collide. Immutable and thread-safe.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record ContentDigest(long high, long low) implements Comparable<ContentDigest> {
  private static final int TYPICAL_ITEM_BYTES = 512;

  /**
   * The digest of a whole item, the system attributes included.
   *
   * @throws IllegalArgumentException if a value has no type, a number is none that DynamoDB can
   *     hold, a text is no Unicode, or lists and maps are nested in more than 100 levels
   */
  public static ContentDigest of(Map<String, AttributeValue> item) {
    CanonicalBytes form = new CanonicalBytes(TYPICAL_ITEM_BYTES);
    new CanonicalForm(form).item(item);
    return of(form.hash());
  }

  static ContentDigest of(ItemKey key) {
    byte[] form = key.canonical();
    return of(CanonicalBytes.hash(form, 0, form.length));
  }

  private static ContentDigest of(HashValue128 hash) {
    return new ContentDigest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  /** Compares as unsigned 128-bit numbers. */
  @Override
  public int compareTo(ContentDigest other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
