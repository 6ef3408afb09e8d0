package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two spellings of a version, one by one. */
class VersionTest {
  private static final long LAST_MICROS = 253_402_300_799_999_999L;

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0, 1970-01-01T00:00:00.000000Z~00000000",
    "2026-11-22T10:46:21.123456Z, 523415072, 2026-11-22T10:46:21.123456Z~1f32ae20",
    "2026-11-22T10:46:21Z, 1, 2026-11-22T10:46:21.000000Z~00000001",
    "2024-02-29T23:59:59.999999Z, -1, 2024-02-29T23:59:59.999999Z~ffffffff",
    "9999-12-31T23:59:59.999999Z, -2147483648, 9999-12-31T23:59:59.999999Z~80000000",
  })
  void version_whenMadeOfTimeAndWriter_thenHasItsSpellingAndReadsBack(
      Instant time, int writerId, String text) {
    long micros = micros(time);
    Version version = Version.of(micros, writerId);
    assertThat(version.text()).isEqualTo(text);
    assertThat(version).hasToString(text);
    assertThat(version.epochMicros()).isEqualTo(micros);
    assertThat(Version.parse(text)).contains(version);
    assertThat(Version.parse(text).orElseThrow().epochMicros()).isEqualTo(micros);
    assertThat(Version.parse(text).orElseThrow()).hasSameHashCodeAs(version);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:46:21, 2026-11-22T10:46:21Z",
    "2024-02-29T00:00:00, 2024-02-29T00:00:00Z",
    "1969-12-31T23:59:59, 1969-12-31T23:59:59Z",
    "0000-01-01T00:00:00, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59, 9999-12-31T23:59:59Z",
  })
  void legacyStamp_whenRead_thenIsTheStartOfItsSecondAndKeepsItsSpelling(
      String text, Instant second) {
    Version version = Version.parse(text).orElseThrow();
    assertThat(version.text()).isEqualTo(text);
    assertThat(version.epochMicros()).isEqualTo(micros(second));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "now",
        "1763808381",
        "2026-02-30T10:46:21",
        "2026-02-30T10:46:21.123456Z~1f3c9a20",
        "2025-02-29T10:46:21",
        "2100-02-29T10:46:21",
        "2026-04-31T10:46:21",
        "2026-13-01T10:46:21",
        "2026-00-01T10:46:21",
        "2026-11-00T10:46:21",
        "2026-11-22T24:00:00",
        "2026-11-22T10:60:21",
        "2026-11-22T10:46:60",
        "2026-11-22 10:46:21",
        "2026-11-22T10:46",
        "2026-11-22T10:46:21Z",
        "2026-11-22T10:46:21.123Z~1f3c9a20",
        "2026-11-22T10:46:21.1234567Z~1f3c9a20",
        "2026-11-22T10:46:21.123456~1f3c9a20",
        "2026-11-22T10:46:21.123456Z",
        "2026-11-22T10:46:21.123456Z~",
        "2026-11-22T10:46:21.123456Z~1F3C9A20",
        "2026-11-22T10:46:21.123456Z~1f3c9a2",
        "2026-11-22T10:46:21.123456Z~1f3c9a200",
        "2026-11-22T10:46:21.123456Z~1f3c9a2g",
        "2026-11-22T10:46:21.123456+00:00~1f3c9a20",
        "2026-11-22T10:46:21.123456Z~1f3c9a20\n",
        " 2026-11-22T10:46:21",
        "2026-11-22T10:46:21\n",
        "+2026-11-22T10:46:21",
        "-2026-11-22T10:46:21",
        "12026-11-22T10:46:21",
        "٢٠٢٦-11-22T10:46:21"
      })
  void parse_whenTextIsInNeitherSpellingOrNoRealDate_thenIsEmpty(String text) {
    assertThat(Version.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800_000_000L})
  void version_whenTimeIsOutsideTheYears_thenIsRefusedWithTheCure(long micros) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Version.of(micros, 1))
        .withMessageContaining(String.valueOf(micros))
        .withMessageContaining("1970 and 9999")
        .withMessageContaining("check the clock");
  }

  @Test
  void version_whenTimeIsTheLastOfTheYears_thenIsTheGreatest() {
    assertThat(Version.of(LAST_MICROS, -1).text())
        .isEqualTo("9999-12-31T23:59:59.999999Z~ffffffff");
    assertThatIllegalArgumentException().isThrownBy(() -> Version.of(LAST_MICROS + 1, 0));
  }

  @Test
  void versions_whenSorted_thenLegacyStampIsOlderThanEveryOtherOfItsSecond() {
    assertThat(
            Stream.of(
                "2026-11-22T10:46:20",
                "2026-11-22T10:46:20.999999Z~ffffffff",
                "2026-11-22T10:46:21",
                "2026-11-22T10:46:21.000000Z~00000000",
                "2026-11-22T10:46:21.000000Z~0000000a",
                "2026-11-22T10:46:21.000001Z~00000000",
                "2026-11-22T10:46:22"))
        .extracting(text -> Version.parse(text).orElseThrow())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
