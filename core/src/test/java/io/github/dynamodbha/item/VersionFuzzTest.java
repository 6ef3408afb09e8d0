package io.github.dynamodbha.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionFuzzTest {
  private static final long YEAR_0 = -62_167_219_200_000_000L;
  private static final long YEAR_10000 = 253_402_300_800_000_000L;

  /** For {@code jazzer --target_class}. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    Version.parse(text)
        .ifPresent(
            version -> {
              assertThat(version.text()).isEqualTo(text);
              assertThat(version.epochMicros()).isBetween(YEAR_0, YEAR_10000 - 1);
              assertThat(Version.parse(version.text())).contains(version);
            });
  }

  @Test
  void parse_ofAnything_isAVersionOrNone() {
    List<byte[]> seeds =
        Stream.of(
                "2026-11-22T10:46:21.123456Z~1f3c9a20",
                "2026-11-22T10:46:21",
                "1970-01-01T00:00:00.000000Z~00000000",
                "9999-12-31T23:59:59.999999Z~ffffffff")
            .map(text -> text.getBytes(UTF_8))
            .toList();
    Fuzzing.fuzz("version", seeds, 50_000, VersionFuzzTest::fuzzerTestOneInput);
  }
}
