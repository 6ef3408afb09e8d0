package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Order and spelling of versions over random times and writers. */
class VersionLawsTest {
  private static final int CASES = Cases.upTo(10_000);
  private static final long LAST_MICROS = 253_402_300_799_999_999L;

  @Test
  void version_whenWrittenAndRead_thenIsTheSame() {
    RandomItems.forAll(
        CASES,
        random -> {
          long micros = micros(random);
          Version version = Version.of(micros, (int) random.anyLong());
          assertThat(Version.parse(version.text())).contains(version);
          assertThat(Version.parse(version.text()).orElseThrow().epochMicros()).isEqualTo(micros);
          assertThat(version.text()).hasSize(36).startsWith(secondOf(micros));
        });
  }

  @Test
  void stringOrder_whenTimesDiffer_thenIsTimeOrderAndElseWriterOrder() {
    RandomItems.forAll(
        CASES,
        random -> {
          long first = micros(random);
          long second = random.below(3) == 0 ? micros(random) : near(random, first);
          int firstWriter = (int) random.anyLong();
          int secondWriter = (int) random.anyLong();
          int expected =
              first != second
                  ? Long.compare(first, second)
                  : Integer.compareUnsigned(firstWriter, secondWriter);
          Version one = Version.of(first, firstWriter);
          Version other = Version.of(second, secondWriter);
          assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(expected));
          assertThat(Integer.signum(one.text().compareTo(other.text())))
              .isEqualTo(Integer.signum(expected));
          assertThat(one.equals(other)).isEqualTo(expected == 0);
        });
  }

  @Test
  void legacyStamp_whenComparedWithAnyVersion_thenIsTheOldestOfItsSecond() {
    RandomItems.forAll(
        CASES,
        random -> {
          long micros = micros(random);
          Version legacy = Version.parse(secondOf(micros)).orElseThrow();
          assertThat(legacy.epochMicros()).isEqualTo(micros - micros % 1_000_000);
          assertThat(legacy).isLessThan(Version.of(micros, (int) random.anyLong()));
          if (legacy.epochMicros() > 0) {
            assertThat(legacy).isGreaterThan(Version.of(legacy.epochMicros() - 1, -1));
          }
        });
  }

  private static long micros(RandomItems random) {
    return Math.floorMod(random.anyLong(), LAST_MICROS + 1);
  }

  private static long near(RandomItems random, long micros) {
    return Math.max(0, Math.min(LAST_MICROS, micros + random.below(5) - 2));
  }

  private static String secondOf(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString().substring(0, 19);
  }
}
