package io.github.dynamodbha.item;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item as DynamoDB counts it, in bytes.
 *
 * <p>Names and strings count their UTF-8 bytes, binary its bytes, a number about one byte for two
 * digits plus one, a null or boolean one, a list or map three and one for each entry. Source:
 * "DynamoDB item sizes and formats" in the Amazon DynamoDB Developer Guide, which gives the size of
 * numbers as approximate.
 */
public final class ItemSize {
  /** The largest item that DynamoDB stores: 400 KB. */
  public static final int MAX_BYTES = 400 * 1024;

  private static final int CONTAINER_BYTES = 3;

  private ItemSize() {}

  /** The item's size in bytes, attribute names included. */
  public static int of(Map<String, AttributeValue> item) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += utf8(attribute.getKey()) + of(attribute.getValue());
    }
    return bytes;
  }

  private static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> number(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToInt(ItemSize::utf8).sum();
      case NS -> value.ns().stream().mapToInt(ItemSize::number).sum();
      case BS -> value.bs().stream().mapToInt(bytes -> bytes.asByteArrayUnsafe().length).sum();
      case M -> CONTAINER_BYTES + value.m().size() + of(value.m());
      case L -> CONTAINER_BYTES + value.l().size() + list(value.l());
      case BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> 1;
    };
  }

  private static int list(List<AttributeValue> values) {
    return values.stream().mapToInt(ItemSize::of).sum();
  }

  private static int number(String number) {
    String digits = CanonicalNumber.of(number);
    int significant = digits.indexOf('E') - (digits.startsWith("-") ? 1 : 0);
    return (significant + 1) / 2 + (digits.startsWith("-") ? 2 : 1);
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
