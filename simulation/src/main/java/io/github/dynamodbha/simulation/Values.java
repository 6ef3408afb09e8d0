package io.github.dynamodbha.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How DynamoDB compares attribute values; written apart from the product's own canonical form. */
final class Values {
  private Values() {}

  /** True if two values are the same to DynamoDB: numbers by value, sets without order. */
  static boolean equal(AttributeValue a, AttributeValue b) {
    if (a.type() != b.type()) {
      return false;
    }
    return switch (a.type()) {
      case N -> number(a).compareTo(number(b)) == 0;
      case L -> equal(a.l(), b.l());
      case M -> equal(a.m(), b.m());
      case SS -> sorted(a.ss()).equals(sorted(b.ss()));
      case NS -> numbers(a.ns()).equals(numbers(b.ns()));
      case BS -> new java.util.HashSet<>(a.bs()).equals(new java.util.HashSet<>(b.bs()));
      default -> a.equals(b);
    };
  }

  /** True if two items, or maps, are the same to DynamoDB. */
  static boolean equal(Map<String, AttributeValue> a, Map<String, AttributeValue> b) {
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream()
            .allMatch(e -> equal(e.getValue(), Objects.requireNonNull(b.get(e.getKey()))));
  }

  private static boolean equal(List<AttributeValue> a, List<AttributeValue> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return a.size() == b.size();
  }

  private static List<String> sorted(List<String> set) {
    List<String> sorted = new ArrayList<>(set);
    sorted.sort(null);
    return sorted;
  }

  private static List<String> numbers(List<String> set) {
    return sorted(set.stream().map(n -> plain(new BigDecimal(n))).toList());
  }

  /** Compares values that have an order; null where DynamoDB finds none. */
  static @Nullable Integer compare(AttributeValue a, AttributeValue b) {
    if (a.type() != b.type()) {
      return null;
    }
    return switch (a.type()) {
      case N -> number(a).compareTo(number(b));
      // Strings by their UTF-8 bytes.
      case S -> compareBytes(utf8(a.s()), utf8(b.s()));
      case B -> compareBytes(a.b().asByteArrayUnsafe(), b.b().asByteArrayUnsafe());
      default -> null;
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static int compareBytes(byte[] a, byte[] b) {
    return java.util.Arrays.compareUnsigned(a, b);
  }

  static BigDecimal number(AttributeValue value) {
    return new BigDecimal(value.n());
  }

  /** A number as DynamoDB gives it back. */
  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** The type's short name, as in {@code attribute_type}. */
  static String typeName(AttributeValue value) {
    return value.type().name();
  }

  /** What {@code size()} says of a value, or null if it says nothing. */
  static @Nullable Integer size(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s()).length;
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().size();
      case NS -> value.ns().size();
      case BS -> value.bs().size();
      case L -> value.l().size();
      case M -> value.m().size();
      default -> null;
    };
  }

  /** True if a string, set or list contains a value. */
  static boolean contains(AttributeValue whole, AttributeValue part) {
    return switch (whole.type()) {
      case S -> part.s() != null && whole.s().contains(part.s());
      case SS -> part.s() != null && whole.ss().contains(part.s());
      case NS -> part.n() != null && numbers(whole.ns()).contains(plain(new BigDecimal(part.n())));
      case L -> whole.l().stream().anyMatch(element -> equal(element, part));
      default -> false;
    };
  }

  /** A key's attributes as text, the same for equal keys. */
  static String keyText(Map<String, AttributeValue> key, List<String> names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      AttributeValue value = Objects.requireNonNull(key.get(name), name);
      text.append(text.isEmpty() ? "" : "/")
          .append(
              switch (value.type()) {
                case N -> plain(number(value));
                case B -> value.b().asByteArray().length + ":" + value.b();
                default -> value.s();
              });
    }
    return text.toString();
  }

  /** The named attributes of an item. */
  static Map<String, AttributeValue> only(Map<String, AttributeValue> item, List<String> names) {
    Map<String, AttributeValue> only = new HashMap<>();
    for (String name : names) {
      AttributeValue value = item.get(name);
      if (value != null) {
        only.put(name, value);
      }
    }
    return only;
  }
}
