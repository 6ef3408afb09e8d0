package io.github.dynamodbha.item;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item as DynamoDB counts it, in bytes.
 *
 * <p>Names and strings count their UTF-8 bytes, binary its bytes, a number one byte for two
 * significant digits plus one (and one for a minus sign), a null or boolean one, a list or map
 * three and one for each entry. Source: "DynamoDB item sizes and formats" in the Amazon DynamoDB
 * Developer Guide, which gives the size of numbers as approximate.
 */
public final class ItemSize {
  /** The largest item that DynamoDB stores: 400 KB. */
  public static final int MAX_BYTES = 400 * 1024;

  static final int CONTAINER_BYTES = 3;
  static final int ENTRY_BYTES = 1;

  private ItemSize() {}

  /**
   * The item's size in bytes, attribute names included; {@link Integer#MAX_VALUE} if it is more.
   *
   * @throws IllegalArgumentException if a value has no type, a number is none that DynamoDB can
   *     hold, a text is no Unicode, or lists and maps are nested in more than 100 levels
   */
  public static int of(Map<String, AttributeValue> item) {
    long bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      try {
        bytes += utf8(attribute.getKey()) + of(attribute.getValue(), 1);
      } catch (IllegalArgumentException refused) {
        throw CanonicalForm.inAttribute(attribute.getKey(), refused);
      }
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private static long of(AttributeValue value, int level) {
    Nesting.require(level);
    return switch (CanonicalForm.type(value)) {
      case S -> utf8(value.s());
      case N -> CanonicalNumber.bytes(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToLong(ItemSize::utf8).sum();
      case NS -> value.ns().stream().mapToLong(CanonicalNumber::bytes).sum();
      case BS -> value.bs().stream().mapToLong(bytes -> bytes.asByteArrayUnsafe().length).sum();
      case M -> CONTAINER_BYTES + map(value.m(), level + 1);
      case L ->
          CONTAINER_BYTES
              + value.l().stream().mapToLong(element -> ENTRY_BYTES + of(element, level + 1)).sum();
      case BOOL, NUL -> 1;
      case UNKNOWN_TO_SDK_VERSION -> throw CanonicalForm.withoutType();
    };
  }

  private static long map(Map<String, AttributeValue> map, int level) {
    long bytes = 0;
    for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
      bytes += ENTRY_BYTES + utf8(entry.getKey()) + of(entry.getValue(), level);
    }
    return bytes;
  }

  private static long utf8(String text) {
    return WellFormed.utf8(text).length;
  }
}
