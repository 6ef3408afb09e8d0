package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values made to cost much time, memory or stack: refused in a short message that names the
 * attribute, through every way in.
 */
class AbuseTest {
  static Stream<String> numbers() {
    return Stream.of(
        "1E999999999",
        "1E-999999999",
        "-1E2147483647",
        "10E2147483647",
        "1E2147483648",
        "1E-2147483647",
        "1E-2147483648",
        "1E99999999999999999999",
        "0.1E-2147483647",
        "1E126",
        "9.9E-131",
        "1" + "0".repeat(126),
        "1" + "0".repeat(398) + "1",
        "9".repeat(39),
        "9".repeat(400),
        "9".repeat(1_000_000),
        "0." + "0".repeat(10_000_000),
        "1E" + "9".repeat(1_000_000));
  }

  @ParameterizedTest
  @Tag("large")
  @MethodSource("numbers")
  void number_whenDynamoDbCannotHoldIt_thenIsRefusedEverywhereAndByName(String number) {
    AttributeValue value = AttributeValue.fromN(number);
    Map<String, AttributeValue> item = Map.of("price", value);
    assertRefused("price", () -> ContentDigest.of(item));
    assertRefused("price", () -> ItemSize.of(item));
    for (AttributeValue nested : nestings(value)) {
      assertRefused("outer", () -> ContentDigest.of(Map.of("outer", nested)));
      assertRefused("outer", () -> ItemSize.of(Map.of("outer", nested)));
    }
    assertRefused("The hash key", () -> ItemKey.of(value));
    assertRefused("The range key", () -> ItemKey.of("a", value));
    assertRefused("price", () -> KeySchema.of("price").keyOf(item));
    assertRefused("deleted", () -> ItemFormat.DEFAULT.isTombstone(Map.of("deleted", value)));
  }

  @Test
  void zero_whenItsExponentIsHuge_thenIsZero() {
    assertThat(ItemKey.of(AttributeValue.fromN("0E999999999"))).isEqualTo(ItemKey.of(0));
    assertThat(ItemKey.of(AttributeValue.fromN("-0.0E-2147483"))).isEqualTo(ItemKey.of(0));
    assertThat(ItemSize.of(Map.of("", AttributeValue.fromN("0E999999999")))).isEqualTo(1);
  }

  @Test
  void nesting_isTakenToTheLastLevelAndRefusedBeyond() {
    Map<String, AttributeValue> deepest = Map.of("a", nested(Nesting.MAX_LEVELS - 1));
    Map<String, AttributeValue> tooDeep = Map.of("a", nested(Nesting.MAX_LEVELS));

    assertThat(ContentDigest.of(deepest)).isNotNull();
    assertThat(ItemSize.of(deepest)).isPositive();
    assertRefused("levels", () -> ContentDigest.of(tooDeep));
    assertRefused("levels", () -> ItemSize.of(tooDeep));
  }

  @Test
  void nesting_whenItIsDynamoDbsDeepest_thenIsTaken() {
    Map<String, AttributeValue> item = Map.of("a", nested(32));
    assertThat(ContentDigest.of(item)).isNotEqualTo(ContentDigest.of(Map.of("a", nested(31))));
    assertThat(ItemSize.of(item)).isEqualTo(1 + 32 * 4 + 1);
  }

  @Test
  void nesting_whenItIsWithoutEnd_thenIsRefusedByName() {
    Map<String, AttributeValue> item = Map.of("deep", nested(100_000));
    assertRefused("deep", () -> ContentDigest.of(item));
    assertRefused("deep", () -> ItemSize.of(item));
  }

  @Test
  void value_whenItHasNoType_thenIsRefusedByName() {
    Map<String, AttributeValue> item = Map.of("a", AttributeValue.builder().build());
    assertRefused("In the attribute 'a' a value has no type", () -> ContentDigest.of(item));
    assertRefused("In the attribute 'a' a value has no type", () -> ItemSize.of(item));
  }

  /** Both would be stored as a question mark, and so count as equal. */
  @Test
  void text_whenItHoldsHalfASurrogatePair_thenIsRefusedByName() {
    for (String text : List.of("\uD834", "\uDD1E", "a\uDD1E\uD834", "𝄞\uD834")) {
      AttributeValue value = AttributeValue.fromS(text);
      for (AttributeValue nested : nestings(value)) {
        assertRefused("outer", () -> ContentDigest.of(Map.of("outer", nested)));
      }
      assertRefused("outer", () -> ItemSize.of(Map.of("outer", value)));
      assertRefused("'", () -> ContentDigest.of(Map.of(text, AttributeValue.fromN("1"))));
    }
  }

  @Test
  @Tag("large")
  void item_whenItIsBig_thenIsDigestedAndMeasured() {
    Map<String, AttributeValue> one = bigItem("x");
    Map<String, AttributeValue> other = bigItem("y");
    assertThat(ItemSize.of(one)).isGreaterThan(10 * ItemSize.MAX_BYTES);
    assertThat(ContentDigest.of(one))
        .isEqualTo(ContentDigest.of(bigItem("x")))
        .isNotEqualTo(ContentDigest.of(other));
  }

  private static Map<String, AttributeValue> bigItem(String last) {
    List<String> members =
        Stream.concat(
                Stream.iterate(0, i -> i + 1).limit(200_000).map(String::valueOf), Stream.of(last))
            .toList();
    return Map.of(
        "set",
        AttributeValue.fromSs(members),
        "text",
        AttributeValue.fromS("𝄞".repeat(1_000_000)),
        "list",
        AttributeValue.fromL(members.stream().map(AttributeValue::fromS).toList()));
  }

  private static List<AttributeValue> nestings(AttributeValue value) {
    AttributeValue set =
        value.n() == null
            ? AttributeValue.fromSs(List.of("1", value.s()))
            : AttributeValue.fromNs(List.of("1", value.n()));
    return List.of(
        set,
        AttributeValue.fromL(List.of(value)),
        AttributeValue.fromM(Map.of("inner", AttributeValue.fromL(List.of(set)))));
  }

  private static AttributeValue nested(int levels) {
    AttributeValue value = AttributeValue.fromBool(true);
    for (int i = 0; i < levels; i++) {
      value = AttributeValue.fromL(List.of(value));
    }
    return value;
  }

  private static void assertRefused(String named, Runnable use) {
    assertThatIllegalArgumentException()
        .isThrownBy(use::run)
        .withMessageContaining(named)
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(400));
  }
}
