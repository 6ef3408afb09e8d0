package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Digests as they are for good. Programs of two versions that run side by side must agree on the
 * winner, and checkpoints hold digests: a change here breaks both, so it needs a decision and a
 * line in the CHANGELOG, not a new constant.
 */
class ContentDigestGoldenTest {
  static Stream<Arguments> items() {
    return Stream.of(
        Arguments.of("2a33816ed7e0c373dbe563c737220b65", Map.of()),
        Arguments.of(
            "6631dfd56db058cb537f4d0984223243", Map.of("id", AttributeValue.fromS("earth"))),
        Arguments.of(
            "76462d9143f0f69eacccc8d50d5235bf", Map.of("id", AttributeValue.fromN("-12.50"))),
        Arguments.of(
            "6d0efcbe27ad2164a267c5f282ef27d6",
            ItemFormat.DEFAULT.tombstone(
                Map.of("id", AttributeValue.fromS("pluto")),
                Version.of(1_795_344_381_123_456L, 0x1f3c9a20))),
        Arguments.of("35137bf4b8bf45c18f97e16bcfa0d450", everyType()));
  }

  @ParameterizedTest
  @MethodSource("items")
  void digest_whenFormIsUnchanged_thenIsThisConstant(
      String digest, Map<String, AttributeValue> item) {
    assertThat(ContentDigest.of(item)).hasToString(digest);
  }

  @Test
  void keyDigest_whenFormIsUnchanged_thenIsThisConstant() {
    assertThat(ItemKey.of("earth").digest()).hasToString("152e16b0205645e7f590c0b55d37c358");
    assertThat(ItemKey.of("earth", 1.0).digest()).hasToString("87dcaa3c040dd6a6f7109a066279864e");
    assertThat(ItemKey.of(new byte[] {0, -1}, "𝄞").digest())
        .hasToString("70c577ef17fd6b0013e7a0fe6643fde1");
  }

  @Test
  void canonicalNumber_whenFormIsUnchanged_thenIsThisConstant() {
    assertThat(
            Stream.of("0", "1", "-12.50", "100", "1E-130", "-9.99E+125").map(CanonicalNumber::of))
        .containsExactly("0E0", "1E0", "-125E-1", "1E2", "1E-130", "-999E123");
  }

  private static Map<String, AttributeValue> everyType() {
    return Map.ofEntries(
        Map.entry("id", AttributeValue.fromS("𝄞 e\u0301 日")),
        Map.entry("n", AttributeValue.fromN("1.2345678901234567890123456789012345678E+99")),
        Map.entry("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 127, -128, -1}))),
        Map.entry("ss", AttributeValue.fromSs(List.of("b", "a", "\uFFFF", "𝄞"))),
        Map.entry("ns", AttributeValue.fromNs(List.of("2", "10", "-1.0"))),
        Map.entry(
            "bs",
            AttributeValue.fromBs(
                List.of(
                    SdkBytes.fromByteArray(new byte[] {-1}),
                    SdkBytes.fromByteArray(new byte[] {1})))),
        Map.entry("m", AttributeValue.fromM(Map.of("inner", AttributeValue.fromM(Map.of())))),
        Map.entry(
            "l",
            AttributeValue.fromL(
                List.of(AttributeValue.fromS(""), AttributeValue.fromL(List.of())))),
        Map.entry("true", AttributeValue.fromBool(true)),
        Map.entry("false", AttributeValue.fromBool(false)),
        Map.entry("null", AttributeValue.fromNul(true)));
  }
}
