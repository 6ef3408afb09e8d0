package io.github.dynamodbha.item;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that differ from given ones in one place. */
final class Mutations {
  private final RandomItems items;
  private final Random random;

  /** Creates mutations: what is new in them comes from {@code items}. */
  Mutations(RandomItems items, Random random) {
    this.items = items;
    this.random = random;
  }

  /** An item that differs from the given one in one place. */
  Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    while (true) {
      Map<String, AttributeValue> other = once(item);
      if (!PlainEquality.same(item, other)) {
        return other;
      }
    }
  }

  private Map<String, AttributeValue> once(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> other = new LinkedHashMap<>(item);
    if (item.isEmpty() || items.below(6) == 0) {
      other.put(items.name(), items.value(0));
      return other;
    }
    String name = items.oneOf(List.copyOf(item.keySet()));
    AttributeValue value = Objects.requireNonNull(item.get(name));
    switch (items.below(6)) {
      case 0 -> other.remove(name);
      case 1 -> {
        other.remove(name);
        other.put(items.name(), value);
      }
      default -> other.put(name, mutated(value));
    }
    return other;
  }

  private AttributeValue mutated(AttributeValue value) {
    if (items.below(5) == 0) { // one level deeper
      return items.oneOf(
          List.of(
              AttributeValue.fromL(List.of(value)),
              AttributeValue.fromM(Map.of(items.name(), value))));
    }
    return switch (value.type()) {
      case S -> string(value.s());
      case N -> number(value.n());
      case B -> bytes(value.b());
      case SS -> set(value.ss(), items::string, AttributeValue::fromSs, AttributeValue::fromS);
      case NS -> set(value.ns(), items::number, AttributeValue::fromNs, AttributeValue::fromN);
      case BS -> set(value.bs(), items::bytes, AttributeValue::fromBs, AttributeValue::fromB);
      case BOOL ->
          items.oneOf(
              List.of(AttributeValue.fromBool(!value.bool()), AttributeValue.fromNul(true)));
      case NUL ->
          items.oneOf(
              List.of(AttributeValue.fromS(""), AttributeValue.fromBool(false), items.value(0)));
      case M -> AttributeValue.fromM(once(value.m()));
      case L -> list(value.l());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("never generated");
    };
  }

  private AttributeValue string(String text) {
    return switch (items.below(5)) {
      case 0 -> AttributeValue.fromS(text + items.oneOf(RandomItems.SYLLABLES));
      case 1 -> AttributeValue.fromS(items.oneOf(RandomItems.SYLLABLES) + text);
      case 2 -> AttributeValue.fromB(SdkBytes.fromString(text, StandardCharsets.UTF_8));
      case 3 -> AttributeValue.fromSs(List.of(text));
      default -> text.isEmpty() ? AttributeValue.fromNul(true) : AttributeValue.fromS("");
    };
  }

  private AttributeValue number(String number) {
    BigDecimal value = new BigDecimal(number);
    return switch (items.below(4)) {
      case 0 -> AttributeValue.fromS(number);
      case 1 -> AttributeValue.fromNs(List.of(number));
      case 2 -> AttributeValue.fromN(items.spelled(value.negate()));
      default -> AttributeValue.fromN(items.number());
    };
  }

  private AttributeValue bytes(SdkBytes bytes) {
    byte[] longer = new byte[bytes.asByteArrayUnsafe().length + 1];
    System.arraycopy(bytes.asByteArrayUnsafe(), 0, longer, 0, longer.length - 1);
    return items.oneOf(
        List.of(
            AttributeValue.fromB(SdkBytes.fromByteArray(longer)),
            AttributeValue.fromB(items.bytes()),
            AttributeValue.fromBs(List.of(bytes)),
            AttributeValue.fromS("")));
  }

  private <T> AttributeValue set(
      List<T> members,
      Supplier<T> another,
      Function<List<T>, AttributeValue> setOf,
      Function<T, AttributeValue> valueOf) {
    List<T> other = new ArrayList<>(members);
    switch (items.below(4)) {
      case 0 -> other.add(another.get());
      case 1 -> other.set(items.below(other.size()), another.get());
      case 2 -> other.remove(items.below(other.size()));
      default -> {
        return AttributeValue.fromL(members.stream().map(valueOf).toList());
      }
    }
    return setOf.apply(other);
  }

  private AttributeValue list(List<AttributeValue> list) {
    List<AttributeValue> other = new ArrayList<>(list);
    if (other.isEmpty() || items.below(3) == 0) {
      other.add(items.below(other.size() + 1), items.value(0));
      return AttributeValue.fromL(other);
    }
    switch (items.below(3)) {
      case 0 -> other.remove(items.below(other.size()));
      case 1 -> Collections.shuffle(other, random);
      default -> other.replaceAll(element -> items.below(2) == 0 ? element : mutated(element));
    }
    return AttributeValue.fromL(other);
  }
}
