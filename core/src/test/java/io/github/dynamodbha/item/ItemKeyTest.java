package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys of every type a caller may give, and those refused. */
class ItemKeyTest {
  @ParameterizedTest
  @MethodSource("fortyTwos")
  void key_whenMadeOfAnyKindOfNumber_thenIsTheSame(Object number) {
    assertThat(ItemKey.of(number))
        .isEqualTo(ItemKey.of(42))
        .hasSameHashCodeAs(ItemKey.of(42))
        .hasToString("42");
    assertThat(ItemKey.of("k", number).rangeKey()).isEqualTo(AttributeValue.fromN("42"));
  }

  static Stream<Object> fortyTwos() {
    return Stream.of(
        42,
        42L,
        (short) 42,
        (byte) 42,
        42.0,
        42.0f,
        BigInteger.valueOf(42),
        new BigDecimal("4.200E+1"),
        new AtomicLong(42),
        AttributeValue.fromN("042.0"));
  }

  @Test
  void key_whenMadeOfText_thenIsS() {
    assertThat(ItemKey.of("42").hashKey()).isEqualTo(AttributeValue.fromS("42"));
    assertThat(ItemKey.of(CharBuffer.wrap("42"))).isEqualTo(ItemKey.of("42"));
    assertThat(ItemKey.of("42")).isNotEqualTo(ItemKey.of(42));
    assertThat(ItemKey.of("e\u0301")).isNotEqualTo(ItemKey.of("é"));
    assertThat(ItemKey.of("𝄞 0").hashKey().s()).isEqualTo("𝄞 0");
  }

  @Test
  void key_whenMadeOfBytes_thenIsBAndACopy() {
    byte[] bytes = {1, 2};
    ItemKey key = ItemKey.of(bytes);
    bytes[0] = 9;
    assertThat(key)
        .isEqualTo(ItemKey.of(SdkBytes.fromByteArray(new byte[] {1, 2})))
        .isEqualTo(ItemKey.of(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2}))))
        .hasToString("AQI=");
  }

  @Test
  void key_whenItHasARange_thenBothValuesCount() {
    ItemKey key = ItemKey.of("a", 1.50);
    assertThat(key)
        .isEqualTo(ItemKey.of("a", new BigDecimal("1.5")))
        .isNotEqualTo(ItemKey.of("a"))
        .isNotEqualTo(ItemKey.of("a", "1.5"))
        .isNotEqualTo(ItemKey.of("b", 1.5))
        .hasToString("a/1.5");
    assertThat(ItemKey.of("a", null)).isEqualTo(ItemKey.of("a"));
    assertThat(ItemKey.of("a").rangeKey()).isNull();
  }

  @Test
  void key_whenValueIsZeroOrItsText_thenIsTakenAsAnyOther() {
    assertThat(ItemKey.of(0)).hasToString("0").isEqualTo(ItemKey.of(-0.0));
    assertThat(ItemKey.of("0").hashKey().s()).isEqualTo("0");
  }

  static Stream<Object> emptyValues() {
    return Stream.of(
        "", new byte[0], SdkBytes.fromByteArray(new byte[0]), AttributeValue.fromS(""));
  }

  @ParameterizedTest
  @MethodSource("emptyValues")
  void key_whenValueIsEmpty_thenIsRefused(Object empty) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKey.of(empty))
        .withMessageStartingWith("The hash key is empty")
        .withMessageContaining("give it a value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKey.of("a", empty))
        .withMessageStartingWith("The range key is empty");
  }

  static Stream<AttributeValue> otherTypes() {
    return Stream.of(
        AttributeValue.fromBool(true),
        AttributeValue.fromNul(true),
        AttributeValue.fromSs(List.of("a")),
        AttributeValue.fromNs(List.of("1")),
        AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"))),
        AttributeValue.fromL(List.of()),
        AttributeValue.fromM(Map.of()),
        AttributeValue.builder().build());
  }

  @ParameterizedTest
  @MethodSource("otherTypes")
  void key_whenValueIsOfATypeThatNoKeyHas_thenIsRefusedByType(AttributeValue value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKey.of("a", value))
        .withMessageStartingWith("The range key is of type " + value.type())
        .withMessageContaining("string (S), a number (N) or binary (B)");
  }

  @Test
  void key_whenValueIsOfAnotherClass_thenIsRefusedByClass() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKey.of(StandardCharsets.UTF_8))
        .withMessageContaining("UTF_8")
        .withMessageContaining("give a string, a number, bytes");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e126, 1e-131, Double.MIN_VALUE})
  void key_whenNumberIsNoneThatDynamoDbHolds_thenIsRefused(double number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKey.of(number))
        .withMessageStartingWith("The hash key is invalid: the number '" + number + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "1 ", "one", "1,5", "1_000", "0x10", "1E", "--1", "١", "1f"})
  void key_whenNumberIsNoDecimalNumber_thenIsRefused(String number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKey.of(AttributeValue.fromN(number)))
        .withMessageStartingWith("The hash key is invalid: the number '" + number + "'");
  }

  @Test
  void key_whenNumberIsAtTheEdge_thenIsTakenAndBeyondItRefused() {
    String digits = "9".repeat(38);
    assertThat(ItemKey.of(new BigDecimal(digits + "E+88"))).hasToString(digits + "0".repeat(88));
    assertThat(ItemKey.of(new BigDecimal("-1E-130"))).hasToString("-0." + "0".repeat(129) + "1");
    assertThat(ItemKey.of(new BigDecimal(digits + ".000"))).hasToString(digits);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKey.of(new BigDecimal(digits + "9")))
        .withMessageContaining("39 significant digits")
        .withMessageContaining("round it");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xd800, 0xdc00})
  void key_whenTextHasHalfASurrogatePair_thenIsRefused(int half) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKey.of("a" + (char) half + "b"))
        .withMessageStartingWith("The hash key is invalid")
        .withMessageContaining("half a surrogate pair at position 1");
  }
}
