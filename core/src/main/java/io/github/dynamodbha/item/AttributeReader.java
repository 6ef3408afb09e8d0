package io.github.dynamodbha.item;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads items from JSON into {@code AttributeValue}s, as the SDK does: the slow reader, for the few
 * attributes that are wanted as such, and for items in which {@link ItemDigester} meets something
 * odd. Where the SDK shrugs, at a repeated name or a value of a wrong JSON type, it is strict.
 */
final class AttributeReader {
  private final JsonCursor json;

  AttributeReader(JsonCursor json) {
    this.json = json;
  }

  /** The item at the cursor. */
  Map<String, AttributeValue> item() {
    return map(1);
  }

  /** The value at the cursor, that of an item's attribute. */
  AttributeValue value() {
    return value(1);
  }

  private Map<String, AttributeValue> map(int level) {
    Map<String, AttributeValue> map = new LinkedHashMap<>();
    json.expect('{');
    if (!json.closes('}')) {
      do {
        String name = json.string();
        json.expect(':');
        if (map.put(name, value(level)) != null) {
          throw json.unreadable("the name '" + name + "' once more");
        }
      } while (json.another('}'));
    }
    return map;
  }

  /** A value may have no type, several, or an unknown one; it is then one without type. */
  private AttributeValue value(int level) {
    if (level > Nesting.MAX_LEVELS + 1) {
      // The item is refused for its nesting already: what is in there can't matter.
      json.skip();
      return AttributeValue.fromNul(true);
    }
    AttributeValue.Builder value = AttributeValue.builder();
    json.expect('{');
    if (!json.closes('}')) {
      do {
        String type = json.string();
        json.expect(':');
        if (!json.word("null")) {
          set(value, type, level);
        }
      } while (json.another('}'));
    }
    return value.build();
  }

  private void set(AttributeValue.Builder value, String type, int level) {
    switch (type) {
      case "S" -> value.s(json.string());
      case "N" -> value.n(json.string());
      case "B" -> value.b(binary());
      case "SS" -> value.ss(list(json::string));
      case "NS" -> value.ns(list(json::string));
      case "BS" -> value.bs(list(this::binary));
      case "M" -> value.m(map(level + 1));
      case "L" -> value.l(list(() -> value(level + 1)));
      case "BOOL" -> value.bool(bool());
      case "NULL" -> value.nul(bool());
      default -> json.skip();
    }
  }

  private boolean bool() {
    if (json.word("true")) {
      return true;
    }
    if (json.word("false")) {
      return false;
    }
    throw json.unreadable("neither true nor false");
  }

  private SdkBytes binary() {
    String base64 = json.string();
    try {
      return SdkBytes.fromByteArrayUnsafe(java.util.Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException malformed) {
      throw json.unreadable("binary that is no Base64 (" + malformed.getMessage() + ")");
    }
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    json.expect('[');
    if (!json.closes(']')) {
      do {
        list.add(element.get());
      } while (json.another(']'));
    }
    return list;
  }
}
