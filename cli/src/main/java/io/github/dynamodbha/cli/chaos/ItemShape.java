package io.github.dynamodbha.cli.chaos;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of a run: the key, a value that no other call writes, and an echo of it, by which an
 * item shows that its parts belong together.
 */
final class ItemShape {
  static final String VALUE = "value";
  static final String ECHO = "echo";

  /** An update that leaves the same item as a put of the same value. */
  static final String UPDATE = "SET #value = :value, #echo = :echo";

  /** The names in {@link #UPDATE}. */
  static final Map<String, String> UPDATE_NAMES = Map.of("#value", VALUE, "#echo", ECHO);

  private ItemShape() {}

  /** The values in {@link #UPDATE}. */
  static Map<String, AttributeValue> updateValues(String value) {
    return Map.of(
        ":value", AttributeValue.fromS(value), ":echo", AttributeValue.fromS(echo(value)));
  }

  static Map<String, AttributeValue> key(String key) {
    return Map.of(Testbed.KEY, AttributeValue.fromS(key));
  }

  static Map<String, AttributeValue> item(String key, String value) {
    return Map.of(
        Testbed.KEY,
        AttributeValue.fromS(key),
        VALUE,
        AttributeValue.fromS(value),
        ECHO,
        AttributeValue.fromS(echo(value)));
  }

  /** What has to lie beside the value: up to some hundred characters, which only it gives. */
  static String echo(String value) {
    return value.repeat(1 + Math.floorMod(value.hashCode(), 30));
  }

  /** The value of an item that was read; empty if there is none. */
  static String value(Map<String, AttributeValue> item) {
    AttributeValue value = item.get(VALUE);
    return value == null ? "" : Objects.requireNonNullElse(value.s(), "");
  }
}
