package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pairs picked by hand: spellings that must agree, and neighbours that must not. */
class ContentDigestPairsTest {
  private static final AttributeValue ONE = n("1");

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "1E0", "01", "+1", "1.", "10e-1", "0.1E+1", "0000001.000"})
  void digest_whenOneIsSpelledInAnyWay_thenIsTheSame(String spelling) {
    AttributeValue spelled = n(spelling);
    assertSame(ONE, spelled);
    assertSame(
        AttributeValue.fromNs(List.of("1", "2")), AttributeValue.fromNs(List.of("2", spelling)));
    assertSame(AttributeValue.fromL(List.of(ONE)), AttributeValue.fromL(List.of(spelled)));
    assertSame(nested(ONE), nested(spelled));
    assertThat(ItemKey.of(spelled).digest()).isEqualTo(ItemKey.of(ONE).digest());
    assertThat(ItemKey.of("k", spelled).digest()).isEqualTo(ItemKey.of("k", ONE).digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "+0", "0.000", "-0E-9", "0e+99", "00", "-.0"})
  void digest_whenZeroIsSpelledInAnyWay_thenIsTheSame(String spelling) {
    assertSame(n("0"), n(spelling));
    assertThat(ItemKey.of(n(spelling))).isEqualTo(ItemKey.of(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "1e+2", "1E2", "0.1E3", "100.00", "10000E-2"})
  void digest_whenHundredIsSpelledInAnyWay_thenIsTheSame(String spelling) {
    assertSame(n("100"), n(spelling));
    assertThat(ItemKey.of(n(spelling))).isEqualTo(ItemKey.of(100)).hasToString("100");
  }

  @Test
  void digest_whenSetRepeatsAMember_thenIsThatOfTheSet() {
    assertSame(AttributeValue.fromNs(List.of("1")), AttributeValue.fromNs(List.of("1", "1.0")));
    assertSame(ss("a"), ss("a", "a"));
  }

  @Test
  void digest_whenMapIsSortedInAnotherWay_thenIsTheSame() {
    Map<String, AttributeValue> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.putAll(Map.of("b", ONE, "A", ONE, "a2", ONE, "B2", ONE));
    assertThat(ContentDigest.of(ignoringCase))
        .isEqualTo(ContentDigest.of(Map.copyOf(ignoringCase)));
  }

  static List<List<AttributeValue>> differentValues() {
    return List.of(
        List.of(s("1"), ONE, b("1"), ss("1"), AttributeValue.fromNs(List.of("1")), bs("1")),
        List.of(l(s("1")), l(ONE), l(b("1")), l(l(ONE)), l(ONE, ONE), l(), ONE),
        List.of(s(""), AttributeValue.fromNul(true), b(""), l(), m(Map.of()), ss(""), bs("")),
        List.of(s("0"), AttributeValue.fromBool(false), n("0"), AttributeValue.fromBool(true)),
        List.of(s("true"), AttributeValue.fromBool(true)),
        List.of(ss("a", "b"), l(s("a"), s("b")), bs("a", "b"), ss("ab"), ss("a", "b", "")),
        List.of(l(s("a"), s("b")), l(s("b"), s("a"))),
        List.of(l(s("ab"), s("c")), l(s("a"), s("bc")), l(s("abc")), l(s("abc"), s(""))),
        List.of(
            l(l(s("a")), s("b")),
            l(l(s("a"), s("b"))),
            l(s("a"), l(s("b"))),
            l(l(), s("a"), s("b"))),
        List.of(
            m(Map.of("a", s("b"))),
            m(Map.of("b", s("a"))),
            l(s("a"), s("b")),
            m(Map.of("ab", s("")))),
        List.of(s("é"), s("e\u0301"), s("e")),
        List.of(s("\uFFFD"), s("?"), s("𝄞"), s("\uFFFF")),
        List.of(s("a"), s("A"), s("a\u0000"), s(" a")),
        List.of(ONE, n("-1"), n("10"), n("0.1"), n("1.0000000000000000000000000000000000001")),
        List.of(
            n("1E125"),
            n("1E-130"),
            n("-1E125"),
            n("9.9999999999999999999999999999999999999E125")));
  }

  @ParameterizedTest
  @MethodSource("differentValues")
  void digest_whenValuesAreNeighboursButDiffer_thenAllDiffer(List<AttributeValue> values) {
    assertThat(values.stream().map(value -> ContentDigest.of(Map.of("a", value))))
        .doesNotHaveDuplicates();
    assertThat(values.stream().map(value -> ContentDigest.of(Map.of("a", nested(value)))))
        .doesNotHaveDuplicates();
  }

  @Test
  void digest_whenBoundariesBetweenAttributesMove_thenAllDiffer() {
    Stream<Map<String, AttributeValue>> items =
        Stream.of(
            Map.of("a", s("bc")),
            Map.of("ab", s("c")),
            Map.of("a", s("b"), "c", s("")),
            Map.of("a", s("b"), "c", s("d")),
            Map.of("a", s("bcd")),
            Map.of("a", s("d"), "c", s("b")),
            Map.of("a", m(Map.of("b", ONE)), "c", ONE),
            Map.of("a", m(Map.of("b", ONE, "c", ONE))),
            Map.of("a", m(Map.of()), "b", ONE, "c", ONE),
            Map.of());
    assertThat(items.map(ContentDigest::of)).doesNotHaveDuplicates();
  }

  /** With the set's count behind its members, these two were the same bytes. */
  @Test
  void digest_whenSetIsFollowedByANameThatLooksLikeAMember_thenDiffers() {
    String name = "n".repeat(628);
    Map<String, AttributeValue> one =
        Map.of("\u0000", ss("x"), "\u0000t\u0002\u0000\u0000" + name, ONE);
    Map<String, AttributeValue> other = Map.of("\u0000", ss("x", "y"), name, ONE);
    assertThat(ContentDigest.of(one)).isNotEqualTo(ContentDigest.of(other));
  }

  @Test
  void keyDigest_whenValueMovesBetweenHashAndRange_thenAllDiffer() {
    assertThat(
            Stream.of(
                    ItemKey.of("ab"),
                    ItemKey.of("a", "b"),
                    ItemKey.of("b", "a"),
                    ItemKey.of("1"),
                    ItemKey.of(1),
                    ItemKey.of(new byte[] {'1'}),
                    ItemKey.of("a/b"))
                .map(ItemKey::digest))
        .doesNotHaveDuplicates();
  }

  private static void assertSame(AttributeValue one, AttributeValue other) {
    assertThat(ContentDigest.of(Map.of("a", other)))
        .as("%s and %s", one, other)
        .isEqualTo(ContentDigest.of(Map.of("a", one)));
  }

  private static AttributeValue nested(AttributeValue value) {
    return m(Map.of("m", l(s("x"), m(Map.of("v", value)))));
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue n(String number) {
    return AttributeValue.fromN(number);
  }

  private static AttributeValue b(String text) {
    return AttributeValue.fromB(SdkBytes.fromUtf8String(text));
  }

  private static AttributeValue ss(String... members) {
    return AttributeValue.fromSs(List.of(members));
  }

  private static AttributeValue bs(String... members) {
    return AttributeValue.fromBs(Stream.of(members).map(SdkBytes::fromUtf8String).toList());
  }

  private static AttributeValue l(AttributeValue... elements) {
    return AttributeValue.fromL(List.of(elements));
  }

  private static AttributeValue m(Map<String, AttributeValue> map) {
    return AttributeValue.fromM(map);
  }
}
