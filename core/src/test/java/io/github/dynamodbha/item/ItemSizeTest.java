package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB's rules of size, each by an example, and the edge of 400 KB. */
class ItemSizeTest {
  static Stream<Arguments> values() {
    AttributeValue abc = AttributeValue.fromS("abc");
    return Stream.of(
        Arguments.of(
            "a string is its UTF-8", AttributeValue.fromS("aß日𝄞e\u0301"), 1 + 2 + 3 + 4 + 3),
        Arguments.of("an empty string is nothing", AttributeValue.fromS(""), 0),
        Arguments.of("binary is its bytes", AttributeValue.fromB(bytes(7)), 7),
        Arguments.of("a boolean is one", AttributeValue.fromBool(false), 1),
        Arguments.of("a null is one", AttributeValue.fromNul(true), 1),
        Arguments.of("a set is its members", AttributeValue.fromSs(List.of("a", "bc")), 3),
        Arguments.of("numbers of a set", AttributeValue.fromNs(List.of("1", "123")), 2 + 3),
        Arguments.of("binaries of a set", AttributeValue.fromBs(List.of(bytes(1), bytes(2))), 3),
        Arguments.of("an empty list is three", AttributeValue.fromL(List.of()), 3),
        Arguments.of("an empty map is three", AttributeValue.fromM(Map.of()), 3),
        Arguments.of("an element is one more", AttributeValue.fromL(List.of(abc, abc)), 3 + 8),
        Arguments.of(
            "an entry is one more and its name",
            AttributeValue.fromM(Map.of("nn", abc)),
            3 + 1 + 2 + 3),
        Arguments.of(
            "nested",
            AttributeValue.fromL(
                List.of(AttributeValue.fromM(Map.of("n", AttributeValue.fromL(List.of(abc)))))),
            3 + 1 + 3 + 1 + 1 + 3 + 1 + 3));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void size_whenValueIsOfAnyType_thenFollowsTheDocumentedRule(
      String rule, AttributeValue value, int bytes) {
    assertThat(ItemSize.of(Map.of("", value))).as(rule).isEqualTo(bytes);
    assertThat(ItemSize.of(Map.of("日", value))).as(rule).isEqualTo(3 + bytes);
  }

  /** One byte for two significant digits and one more; leading and trailing zeros don't count. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 2",
    "12, 2",
    "123, 3",
    "1200, 2",
    "0.0012, 2",
    "1E100, 2",
    "-1, 3",
    "-123, 4",
    "12345678901234567890123456789012345678, 20",
    "-1.2345678901234567890123456789012345678E-99, 21"
  })
  void size_whenValueIsANumber_thenCountsItsSignificantDigits(String number, int bytes) {
    assertThat(ItemSize.of(Map.of("", AttributeValue.fromN(number)))).isEqualTo(bytes);
  }

  @Test
  void size_whenItemIsRespelled_thenIsTheSame() {
    RandomItems.forAll(
        2_000,
        random -> {
          Map<String, AttributeValue> item = random.item();
          assertThat(ItemSize.of(random.respelled(item))).isEqualTo(ItemSize.of(item));
        });
  }

  @Test
  void size_whenItemIsMadeOfAttributes_thenIsTheirSum() {
    RandomItems.forAll(
        2_000,
        random -> {
          Map<String, AttributeValue> item = random.item();
          int sum = item.entrySet().stream().mapToInt(e -> ItemSize.of(Map.ofEntries(e))).sum();
          assertThat(ItemSize.of(item)).isEqualTo(sum);
        });
  }

  @Test
  void size_whenItemIsAtTheEdgeOf400Kb_thenOurAttributesCount() {
    Map<String, AttributeValue> item =
        Map.of("id", AttributeValue.fromS("x".repeat(ItemSize.MAX_BYTES - 2)));
    assertThat(ItemSize.MAX_BYTES).isEqualTo(409_600);
    assertThat(ItemSize.of(item)).isEqualTo(ItemSize.MAX_BYTES);
    Version version = Version.of(0, 0);
    int ours = "last_updated".length() + version.text().getBytes(StandardCharsets.UTF_8).length;
    assertThat(ItemSize.of(ItemFormat.DEFAULT.stamp(item, version)))
        .isEqualTo(ItemSize.MAX_BYTES + ours);
    assertThat(ItemSize.of(ItemFormat.DEFAULT.tombstone(item, version)))
        .isEqualTo(ItemSize.MAX_BYTES + ours + "deleted".length() + 2);
  }

  @Test
  void size_whenSumExceedsAnInt_thenIsTheLargestInt() {
    AttributeValue megabyte = AttributeValue.fromB(bytes(1 << 20));
    assertThat(ItemSize.of(Map.of("l", AttributeValue.fromL(Collections.nCopies(5_000, megabyte)))))
        .isEqualTo(Integer.MAX_VALUE);
  }

  private static SdkBytes bytes(int length) {
    return SdkBytes.fromByteArray(new byte[length]);
  }
}
