package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The images that are written, and what is read from stored ones in every shape. */
class ItemFormatTest {
  private static final ItemFormat FORMAT = ItemFormat.DEFAULT;
  private static final Version VERSION =
      Version.parse("2026-11-22T10:46:21.123456Z~1f3c9a20").orElseThrow();
  private static final AttributeValue STAMP = AttributeValue.fromS(VERSION.text());
  private static final AttributeValue ID = AttributeValue.fromS("earth");
  private static final AttributeValue DELETED = AttributeValue.fromN("1");

  @Test
  void format_whenDefault_thenHasThePerlModulesNames() {
    assertThat(FORMAT).isEqualTo(new ItemFormat("last_updated", "deleted"));
    assertThat(FORMAT.isSystemAttribute("last_updated")).isTrue();
    assertThat(FORMAT.isSystemAttribute("deleted")).isTrue();
    assertThat(FORMAT.isSystemAttribute("Deleted")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'', deleted", "last_updated, ''", "same, same"})
  void format_whenNamesAreEmptyOrTheSame_thenIsRefused(String version, String deleted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ItemFormat(version, deleted))
        .withMessageContaining("give");
  }

  @Test
  void stamp_whenItemHasNone_thenAddsTheVersionAndLeavesTheCallersItemAlone() {
    Map<String, AttributeValue> item = Map.of("id", ID);
    assertThat(FORMAT.stamp(item, VERSION)).isEqualTo(Map.of("id", ID, "last_updated", STAMP));
    assertThat(item).isEqualTo(Map.of("id", ID));
  }

  @Test
  void stamp_whenItemCarriesAnOlderVersionAndMark_thenReplacesAndRevives() {
    Map<String, AttributeValue> item =
        Map.of("id", ID, "deleted", DELETED, "last_updated", AttributeValue.fromN("7"));
    assertThat(FORMAT.stamp(item, VERSION)).isEqualTo(Map.of("id", ID, "last_updated", STAMP));
  }

  @Test
  void tombstone_whenMade_thenHoldsKeyVersionAndMarkAndNothingElse() {
    Map<String, AttributeValue> tombstone = FORMAT.tombstone(Map.of("id", ID), VERSION);
    assertThat(tombstone).isEqualTo(Map.of("id", ID, "last_updated", STAMP, "deleted", DELETED));
    assertThat(FORMAT.isTombstone(tombstone)).isTrue();
    assertThat(FORMAT.versionOf(tombstone)).contains(VERSION);
  }

  @Test
  void images_whenAttributesHaveOtherNames_thenUseThem() {
    ItemFormat other = new ItemFormat("v", "gone");
    assertThat(other.tombstone(Map.of("id", ID), VERSION))
        .isEqualTo(Map.of("id", ID, "v", STAMP, "gone", DELETED));
    assertThat(other.isTombstone(Map.of("deleted", DELETED))).isFalse();
    assertThat(other.strip(Map.of("deleted", DELETED, "gone", DELETED, "v", STAMP)))
        .isEqualTo(Map.of("deleted", DELETED));
    assertThat(other.versionOf(Map.of("last_updated", STAMP))).isEmpty();
  }

  @Test
  void strip_whenItemIsStamped_thenGivesTheCallersItemBack() {
    RandomItems.forAll(
        1_000,
        random -> {
          Map<String, AttributeValue> item = random.item();
          assertThat(FORMAT.strip(FORMAT.stamp(item, VERSION))).isEqualTo(item);
          assertThat(FORMAT.strip(FORMAT.tombstone(item, VERSION))).isEqualTo(item);
          assertThat(FORMAT.isTombstone(FORMAT.stamp(item, VERSION))).isFalse();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "1.0", "-1", "0.1", "1E-130"})
  void isTombstone_whenMarkIsANumberOtherThanZero_thenIsTrue(String number) {
    assertThat(isTombstone(AttributeValue.fromN(number))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "-0", "0E5", "00"})
  void isTombstone_whenMarkIsZero_thenIsFalse(String number) {
    assertThat(isTombstone(AttributeValue.fromN(number))).isFalse();
  }

  @Test
  void isTombstone_whenMarkIsBoolean_thenIsItsValue() {
    assertThat(isTombstone(AttributeValue.fromBool(true))).isTrue();
    assertThat(isTombstone(AttributeValue.fromBool(false))).isFalse();
  }

  static Stream<AttributeValue> otherMarks() {
    return Stream.of(
        AttributeValue.fromS("1"),
        AttributeValue.fromS("true"),
        AttributeValue.fromS(""),
        AttributeValue.fromNul(true),
        AttributeValue.fromB(SdkBytes.fromUtf8String("1")),
        AttributeValue.fromNs(List.of("1")),
        AttributeValue.fromL(List.of(DELETED)),
        AttributeValue.fromM(Map.of("deleted", DELETED)));
  }

  @ParameterizedTest
  @MethodSource("otherMarks")
  void isTombstone_whenMarkIsOfAnotherType_thenIsFalse(AttributeValue mark) {
    assertThat(isTombstone(mark)).isFalse();
  }

  @Test
  void isTombstone_whenThereIsNoMark_thenIsFalse() {
    assertThat(FORMAT.isTombstone(Map.of("id", ID))).isFalse();
  }

  @Test
  void isTombstone_whenMarkIsNoNumber_thenIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> isTombstone(AttributeValue.fromN("one")))
        .withMessageContaining("'deleted'")
        .withMessageContaining("'one'");
  }

  @Test
  void versionOf_whenItemHasNone_thenIsEmpty() {
    assertThat(FORMAT.versionOf(Map.of("id", ID))).isEmpty();
  }

  @Test
  void versionOf_whenStampIsLegacy_thenIsRead() {
    assertThat(
            FORMAT.versionOf(Map.of("last_updated", AttributeValue.fromS("2026-11-22T10:46:21"))))
        .get()
        .hasToString("2026-11-22T10:46:21");
  }

  static Stream<AttributeValue> unusableStamps() {
    return Stream.of(
        AttributeValue.fromN("1763808381"),
        AttributeValue.fromNul(true),
        AttributeValue.fromB(SdkBytes.fromUtf8String(VERSION.text())),
        AttributeValue.fromSs(List.of(VERSION.text())),
        AttributeValue.fromL(List.of(STAMP)),
        AttributeValue.fromS(""),
        AttributeValue.fromS("yesterday"),
        AttributeValue.fromS("2026-02-30T10:46:21"),
        AttributeValue.fromS("2026-11-22T10:46:21.123456Z~1F3C9A20"));
  }

  @ParameterizedTest
  @MethodSource("unusableStamps")
  void versionOf_whenStampIsUnusable_thenSaysSoAndNamesTheAttribute(AttributeValue stamp) {
    assertThatExceptionOfType(UnusableVersionException.class)
        .isThrownBy(() -> FORMAT.versionOf(Map.of("last_updated", stamp)))
        .withMessageContaining("'last_updated'")
        .withMessageContaining(stamp.s() == null ? "type " + stamp.type() : "'" + stamp.s() + "'")
        .withMessageContaining("rewrite or remove the item");
  }

  @Test
  void versionOf_whenUnusableStampIsLong_thenMessageIsShort() {
    AttributeValue stamp = AttributeValue.fromS("x".repeat(300_000));
    assertThatExceptionOfType(UnusableVersionException.class)
        .isThrownBy(() -> FORMAT.versionOf(Map.of("last_updated", stamp)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"last_updated", "deleted"})
  void requireNoSystemAttributes_whenItemCarriesOne_thenIsRefusedByName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FORMAT.requireNoSystemAttributes(Map.of("id", ID, name, ID)))
        .withMessageContaining("'" + name + "'")
        .withMessageContaining("remove it");
    FORMAT.requireNoSystemAttributes(Map.of("id", ID));
  }

  @ParameterizedTest
  @CsvSource({"deleted, r, deleted", "h, last_updated, last_updated"})
  void requireNoKey_whenSchemaUsesASystemAttribute_thenIsRefusedByName(
      String hash, String range, String named) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FORMAT.requireNoKey(KeySchema.of(hash, range)))
        .withMessageContaining("'" + named + "'")
        .withMessageContaining("choose another attribute name");
    FORMAT.requireNoKey(KeySchema.of("h", "r"));
  }

  @Test
  void withVersion_changesNothingElse() {
    Version version = Version.of(1_000_000, 7);
    Map<String, AttributeValue> image = Map.of("id", ID, "last_updated", ID, "x", ID);

    assertThat(FORMAT.withVersion(image, version))
        .isEqualTo(Map.of("id", ID, "last_updated", AttributeValue.fromS(version.text()), "x", ID));
  }

  private static boolean isTombstone(AttributeValue mark) {
    return FORMAT.isTombstone(Map.of("id", ID, "deleted", mark));
  }
}
