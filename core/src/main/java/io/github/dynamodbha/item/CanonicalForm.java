package io.github.dynamodbha.item;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The one form in which items and keys are compared: equal for two items exactly if DynamoDB takes
 * them for equal.
 *
 * <p>An item is the count of its attributes and then they in order of name (UTF-16 code units, as
 * in RFC 8785). Each value is a type tag, a length or count, and the value: strings as UTF-8,
 * numbers as {@link CanonicalNumber}, sets as their members in order and without repetition, lists
 * in their own order, maps like items. Every length and count stands <em>ahead</em> of what it
 * measures, so the form can be read back in one way only, and no two different items run together
 * into one form. An item's form is written to be hashed, and not kept; a key's is its bytes in
 * {@link ItemKey#canonical}.
 *
 * <p>Changing the form changes every digest: programs of different versions would then disagree on
 * the winner between two copies of one version.
 */
final class CanonicalForm {
  static final byte S = 1;
  static final byte N = 2;
  static final byte B = 3;
  static final byte SS = 4;
  static final byte NS = 5;
  static final byte BS = 6;
  static final byte M = 7;
  static final byte L = 8;
  static final byte BOOL = 9;
  static final byte NUL = 10;

  private final CanonicalBytes out;

  CanonicalForm(CanonicalBytes out) {
    this.out = out;
  }

  void item(Map<String, AttributeValue> item) {
    out.putInt(item.size());
    // A sorted copy of the entries; items have few attributes, and the map given is not ours.
    new TreeMap<>(item)
        .forEach(
            (name, value) -> {
              try {
                string(name);
                value(value, 1);
              } catch (IllegalArgumentException refused) {
                throw inAttribute(name, refused);
              }
            });
  }

  void key(ItemKey key) {
    value(key.hashKey(), 1);
    AttributeValue range = key.rangeKey();
    if (range != null) {
      value(range, 1);
    }
  }

  /** Names the attribute of the item in which something was refused. */
  static IllegalArgumentException inAttribute(String name, IllegalArgumentException refused) {
    return new IllegalArgumentException(
        "In the attribute '" + name + "' " + refused.getMessage(), refused);
  }

  /** The value's type. A value that was given several has none for the SDK, not even unknown. */
  static AttributeValue.Type type(AttributeValue value) {
    return Objects.requireNonNullElse(value.type(), AttributeValue.Type.UNKNOWN_TO_SDK_VERSION);
  }

  static IllegalArgumentException withoutType() {
    return new IllegalArgumentException(
        "a value has no type, several, or one that this AWS SDK doesn't know: build it by"
            + " AttributeValue.fromS, fromN and so on, or use a newer SDK");
  }

  private void value(AttributeValue value, int level) {
    Nesting.require(level);
    AttributeValue.Type type = type(value);
    out.putByte(tag(type));
    switch (type) {
      case S -> string(value.s());
      case N -> string(CanonicalNumber.of(value.n()));
      case B -> bytes(value.b().asByteArrayUnsafe());
      case SS -> set(value.ss(), WellFormed::utf8);
      case NS -> set(value.ns(), number -> WellFormed.utf8(CanonicalNumber.of(number)));
      case BS -> set(value.bs(), SdkBytes::asByteArrayUnsafe);
      case M -> map(value.m(), level + 1);
      case L -> {
        out.putInt(value.l().size());
        value.l().forEach(element -> value(element, level + 1));
      }
      case BOOL -> out.putByte(value.bool() ? (byte) 1 : (byte) 0);
      case NUL -> out.putByte((byte) 0);
      case UNKNOWN_TO_SDK_VERSION -> throw withoutType();
    }
  }

  private static byte tag(AttributeValue.Type type) {
    return switch (type) {
      case S -> S;
      case N -> N;
      case B -> B;
      case SS -> SS;
      case NS -> NS;
      case BS -> BS;
      case M -> M;
      case L -> L;
      case BOOL -> BOOL;
      case NUL -> NUL;
      case UNKNOWN_TO_SDK_VERSION -> throw withoutType();
    };
  }

  private void map(Map<String, AttributeValue> map, int level) {
    out.putInt(map.size());
    new TreeMap<>(map)
        .forEach(
            (name, value) -> {
              string(name);
              value(value, level);
            });
  }

  private <T> void set(List<T> members, Function<T, byte[]> bytesOf) {
    TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
    members.forEach(member -> sorted.add(bytesOf.apply(member)));
    out.putInt(sorted.size());
    sorted.forEach(this::bytes);
  }

  private void string(String text) {
    bytes(WellFormed.utf8(text));
  }

  private void bytes(byte[] bytes) {
    out.putInt(bytes.length);
    out.putBytes(bytes, 0, bytes.length);
  }
}
