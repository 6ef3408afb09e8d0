package io.github.dynamodbha.item;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes items as DynamoDB's JSON, in any of the spellings that JSON has for them. */
final class RandomJson {
  private final RandomItems random;
  private final boolean spaces;
  private final boolean escapes;

  RandomJson(RandomItems random) {
    this.random = random;
    this.spaces = random.below(3) == 0;
    this.escapes = random.below(2) == 0;
  }

  /** A reply to Scan, its members in any order, and some that nobody knows. */
  String page(List<Map<String, AttributeValue>> items) {
    return pageOf(items.stream().map(this::item).toList());
  }

  String pageOf(List<String> items) {
    List<String> members = new ArrayList<>();
    members.add(member("Items", array(items)));
    members.add(member("Count", "" + items.size()));
    members.add(member("ScannedCount", "" + items.size()));
    if (random.below(2) == 0) {
      members.add(
          member("LastEvaluatedKey", item(Map.of("id", AttributeValue.fromS(random.name())))));
    }
    if (random.below(3) == 0) {
      members.add(
          member(
              random.name(),
              random.oneOf(List.of("null", "-1.5e+3", "[[],{}]", "{\"Items\":[1]}", "true"))));
    }
    return object(members);
  }

  String item(Map<String, AttributeValue> item) {
    return object(
        random.shuffled(List.copyOf(item.keySet())).stream()
            .map(name -> member(name, value(Objects.requireNonNull(item.get(name)))))
            .toList());
  }

  private String value(AttributeValue value) {
    return object(
        List.of(
            switch (value.type()) {
              case S -> member("S", string(value.s()));
              case N -> member("N", string(value.n()));
              case B -> member("B", binary(value.b()));
              case SS -> member("SS", array(value.ss(), this::string));
              case NS -> member("NS", array(value.ns(), this::string));
              case BS -> member("BS", array(value.bs(), this::binary));
              case M -> member("M", item(value.m()));
              case L -> member("L", array(value.l(), this::value));
              case BOOL -> member("BOOL", value.bool().toString());
              case NUL -> member("NULL", value.nul().toString());
              case UNKNOWN_TO_SDK_VERSION -> member("X", "[\"unknown\"]");
            }));
  }

  private String binary(SdkBytes bytes) {
    return string(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
  }

  private <T> String array(List<T> elements, Function<T, String> json) {
    return array(elements.stream().map(json).toList());
  }

  private String array(List<String> elements) {
    return "[" + space() + String.join("," + space(), elements) + space() + "]";
  }

  private String object(List<String> members) {
    return "{"
        + space()
        + String.join(space() + "," + space(), random.shuffled(members))
        + space()
        + "}";
  }

  private String member(String name, String value) {
    return string(name) + space() + ":" + space() + value;
  }

  private String space() {
    return spaces ? random.oneOf(List.of("", "", " ", "\n\t", "\r\n  ")) : "";
  }

  /** A string; what needs no escape may get one all the same. */
  String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            character -> {
              boolean halfAPair =
                  character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
              if (halfAPair
                  || character < ' '
                  || character == '"'
                  || character == '\\'
                  || (escapes && random.below(3) == 0)) {
                // A character beyond U+FFFF as two escapes: half of it is no UTF-8.
                Character.toString(character).chars().forEach(c -> json.append(escape((char) c)));
              } else {
                json.appendCodePoint(character);
              }
            });
    return json.append('"').toString();
  }

  private String escape(char c) {
    String letter =
        switch (c) {
          case '"' -> "\\\"";
          case '\\' -> "\\\\";
          case '/' -> "\\/";
          case '\b' -> "\\b";
          case '\f' -> "\\f";
          case '\n' -> "\\n";
          case '\r' -> "\\r";
          case '\t' -> "\\t";
          default -> "";
        };
    String number = String.format(random.below(2) == 0 ? "\\u%04x" : "\\u%04X", (int) c);
    return letter.isEmpty() || random.below(3) == 0 ? number : letter;
  }

  static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
