package io.github.dynamodbha.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Random items of all ten attribute types, for property tests.
 *
 * <p>The alphabets are small on purpose: items that are nearly the same, and so nearly run into one
 * form, are the ones that find mistakes. A failure names its seed; {@code
 * -Ddynamodbha.test.seed=<seed>} runs the cases again from it.
 */
final class RandomItems {
  private static final long SEED = Long.getLong("dynamodbha.test.seed", 20_251_019L);

  static final List<String> SYLLABLES =
      List.of(
          "a",
          "b",
          "1",
          "0",
          "?",
          "\u0000",
          "\uFFFD",
          "\uFFFF",
          "ß",
          "é",
          "e\u0301",
          "日",
          "𝄞",
          "👩\u200D👧",
          "-",
          " ");
  private static final List<String> SMALL_NUMBERS =
      List.of("0", "1", "-1", "10", "0.1", "100", "11", "1E-130", "1E+125", "-1E-130");
  private static final int MAX_DEPTH = 3;
  private static final int MIN_POWER_OF_TEN = -130;
  private static final int MAX_POWER_OF_TEN = 125;

  private final Random random;

  RandomItems(long seed) {
    this.random = new Random(seed);
  }

  /** Runs a property with many seeds, and names the seed of the case that fails. */
  static void forAll(int cases, Consumer<RandomItems> property) {
    for (long seed = SEED; seed < SEED + cases; seed++) {
      try {
        property.accept(new RandomItems(seed));
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError(
            "Fails with -Ddynamodbha.test.seed=" + seed + ": " + failure.getMessage(), failure);
      }
    }
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  long anyLong() {
    return random.nextLong();
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  <T> List<T> shuffled(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  Map<String, AttributeValue> item() {
    return map(MAX_DEPTH);
  }

  private Map<String, AttributeValue> map(int depth) {
    Map<String, AttributeValue> map = new LinkedHashMap<>();
    for (int i = below(5); i > 0; i--) {
      map.put(name(), value(depth));
    }
    return map;
  }

  String name() {
    return oneOf(SYLLABLES) + string();
  }

  String string() {
    StringBuilder text = new StringBuilder();
    for (int i = below(4); i > 0; i--) {
      text.append(oneOf(SYLLABLES));
    }
    return text.toString();
  }

  SdkBytes bytes() {
    byte[] bytes = new byte[below(4)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = oneOf(List.of((byte) 0, (byte) 1, (byte) 'a', (byte) 127, (byte) -128, (byte) -1));
    }
    return SdkBytes.fromByteArray(bytes);
  }

  AttributeValue value() {
    return value(MAX_DEPTH);
  }

  AttributeValue value(int depth) {
    return switch (below(depth == 0 ? 8 : 10)) {
      case 0 -> AttributeValue.fromS(string());
      case 1 -> AttributeValue.fromN(number());
      case 2 -> AttributeValue.fromB(bytes());
      case 3 -> AttributeValue.fromSs(distinct(this::string));
      case 4 -> AttributeValue.fromNs(distinctNumbers());
      case 5 -> AttributeValue.fromBs(distinct(this::bytes));
      case 6 -> AttributeValue.fromBool(random.nextBoolean());
      case 7 -> AttributeValue.fromNul(true);
      case 8 -> AttributeValue.fromM(map(depth - 1));
      default -> AttributeValue.fromL(list(depth - 1));
    };
  }

  private List<AttributeValue> list(int depth) {
    List<AttributeValue> list = new ArrayList<>();
    for (int i = below(4); i > 0; i--) {
      list.add(value(depth));
    }
    return list;
  }

  private <T> List<T> distinct(Supplier<T> members) {
    List<T> set = new ArrayList<>();
    for (int i = 1 + below(3); i > 0; i--) {
      T member = members.get();
      if (!set.contains(member)) {
        set.add(member);
      }
    }
    return set;
  }

  private List<String> distinctNumbers() {
    List<String> set = new ArrayList<>();
    for (int i = 1 + below(3); i > 0; i--) {
      String number = number();
      if (set.stream().noneMatch(member -> PlainEquality.sameNumber(member, number))) {
        set.add(number);
      }
    }
    return set;
  }

  /** A number that DynamoDB can hold, in one of its spellings. */
  String number() {
    if (below(3) == 0) {
      return spelled(new BigDecimal(oneOf(SMALL_NUMBERS)));
    }
    int digits = 1 + below(38);
    BigInteger unscaled = BigInteger.valueOf(1 + below(9));
    for (int i = 1; i < digits; i++) {
      unscaled = unscaled.multiply(BigInteger.TEN).add(BigInteger.valueOf(below(10)));
    }
    int powerOfTen = MIN_POWER_OF_TEN + below(MAX_POWER_OF_TEN - MIN_POWER_OF_TEN + 1);
    BigDecimal number = new BigDecimal(unscaled, digits - 1 - powerOfTen);
    return spelled(random.nextBoolean() ? number : number.negate());
  }

  /** Another spelling, at random, of the same number. */
  String spelled(BigDecimal number) {
    if (number.signum() == 0) {
      return oneOf(List.of("0", "-0", "+0", "0.0", "-0.00", "000", "0E0", "0e+7", "-0E-9", ".0"));
    }
    BigDecimal magnitude = number.abs();
    String digits = magnitude.unscaledValue().toString();
    int exponent = -magnitude.scale();
    int zeros = below(4);
    String text =
        switch (below(7)) {
          case 0 -> magnitude.toString();
          case 1 -> digits + "E" + exponent;
          case 2 -> digits + "0".repeat(zeros) + "e" + signed(exponent - zeros);
          case 3 -> "0".repeat(zeros) + magnitude.toPlainString();
          case 4 -> withFraction(magnitude.toPlainString()) + "0".repeat(zeros);
          case 5 -> "." + digits + "E" + signed(exponent + digits.length());
          default -> magnitude.toPlainString();
        };
    String plus = below(4) == 0 ? "+" : "";
    return (number.signum() < 0 ? "-" : plus) + text;
  }

  private static String signed(int exponent) {
    return exponent < 0 ? "" + exponent : "+" + exponent;
  }

  private static String withFraction(String plain) {
    return plain.indexOf('.') >= 0 ? plain : plain + ".";
  }

  /** An equal item: attributes and set members in another order, numbers in other spellings. */
  Map<String, AttributeValue> respelled(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> other = new LinkedHashMap<>();
    shuffled(List.copyOf(item.keySet()))
        .forEach(name -> other.put(name, respelled(Objects.requireNonNull(item.get(name)))));
    return other;
  }

  AttributeValue respelled(AttributeValue value) {
    return switch (value.type()) {
      case N -> AttributeValue.fromN(respelled(value.n()));
      case SS -> AttributeValue.fromSs(shuffled(value.ss()));
      case NS -> AttributeValue.fromNs(shuffled(value.ns().stream().map(this::respelled).toList()));
      case BS -> AttributeValue.fromBs(shuffled(value.bs()));
      case M -> AttributeValue.fromM(respelled(value.m()));
      case L -> AttributeValue.fromL(value.l().stream().map(this::respelled).toList());
      default -> value;
    };
  }

  private String respelled(String number) {
    return spelled(new BigDecimal(number));
  }

  /** An item that differs from the given one in one place. */
  Map<String, AttributeValue> mutated(Map<String, AttributeValue> item) {
    return new Mutations(this, random).of(item);
  }
}
