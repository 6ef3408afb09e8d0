package io.github.dynamodbha.item;

import com.dynatrace.hash4j.hashing.HashSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The one form in which items and keys are compared: equal for two items exactly if DynamoDB takes
 * them for equal.
 *
 * <p>An item is its attributes in order of name (UTF-16 code units, as in RFC 8785). Each value is
 * a type tag, a length and the value, so that no two different items run together into one form:
 * strings as UTF-8, numbers as {@link CanonicalNumber}, sets as their members in order and without
 * repetition, lists in their own order, maps like items. The form is written into a hash, never
 * kept.
 */
final class CanonicalForm {
  private final HashSink sink;

  CanonicalForm(HashSink sink) {
    this.sink = sink;
  }

  void item(Map<String, AttributeValue> item) {
    sink.putInt(item.size());
    // A sorted copy of the entries; items have few attributes, and the map given is not ours.
    new TreeMap<>(item)
        .forEach(
            (name, value) -> {
              string(name);
              value(value);
            });
  }

  void key(ItemKey key) {
    value(key.hashKey());
    AttributeValue range = key.rangeKey();
    if (range != null) {
      value(range);
    }
  }

  private void value(AttributeValue value) {
    AttributeValue.Type type = value.type();
    sink.putByte(tag(type));
    switch (type) {
      case S -> string(value.s());
      case N -> string(CanonicalNumber.of(value.n()));
      case B -> bytes(value.b().asByteArrayUnsafe());
      case SS -> set(value.ss(), CanonicalForm::utf8);
      case NS -> set(value.ns(), number -> utf8(CanonicalNumber.of(number)));
      case BS -> set(value.bs(), SdkBytes::asByteArrayUnsafe);
      case M -> item(value.m());
      case L -> {
        sink.putInt(value.l().size());
        value.l().forEach(this::value);
      }
      case BOOL -> sink.putByte(value.bool() ? (byte) 1 : (byte) 0);
      case NUL -> sink.putByte((byte) 0);
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException(
              "An attribute value has no type, or one that this AWS SDK doesn't know: " + value);
    }
  }

  private static byte tag(AttributeValue.Type type) {
    return switch (type) {
      case S -> 1;
      case N -> 2;
      case B -> 3;
      case SS -> 4;
      case NS -> 5;
      case BS -> 6;
      case M -> 7;
      case L -> 8;
      case BOOL -> 9;
      case NUL -> 10;
      case UNKNOWN_TO_SDK_VERSION -> 0;
    };
  }

  private <T> void set(List<T> members, Function<T, byte[]> bytesOf) {
    List<byte[]> sorted = new ArrayList<>(members.size());
    members.forEach(member -> sorted.add(bytesOf.apply(member)));
    sorted.sort(Arrays::compareUnsigned);
    int distinct = 0;
    for (int i = 0; i < sorted.size(); i++) {
      if (i == 0 || !Arrays.equals(sorted.get(i - 1), sorted.get(i))) {
        bytes(sorted.get(i));
        distinct++;
      }
    }
    // Behind the members: the distinct ones are only counted by now.
    sink.putInt(distinct);
  }

  private void string(String text) {
    bytes(utf8(text));
  }

  private void bytes(byte[] bytes) {
    sink.putInt(bytes.length);
    sink.putBytes(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
