package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock in one thread, under times that stand, jump back and jump ahead. */
class VersionClockTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:46:21.123456Z");
  private static final int WRITER = 0x1f3c9a20;

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final VersionClock clock = new VersionClock(now::get, WRITER);

  @Test
  void version_isAhead_onlyOfAnEarlierTime() {
    assertThat(clock.isAhead(at(NOW))).isFalse();
    assertThat(clock.isAhead(at(NOW.plusNanos(1_000)))).isTrue();
    assertThat(clock.isAhead(at(NOW.minusNanos(1_000)))).isFalse();
  }

  @Test
  void version_thatTheClockGaveOutLater_isKnown() {
    Version start = clock.next();
    Version later = clock.next();
    Version theirs = Version.of(later.epochMicros() + 1, WRITER + 1);

    assertThat(clock.gaveOutAfter(start, later)).isTrue();
    assertThat(clock.gaveOutAfter(start, start)).isFalse();
    assertThat(clock.gaveOutAfter(later, start)).isFalse();
    assertThat(clock.gaveOutAfter(start, theirs)).isFalse();
  }

  @Test
  void version_ofWholeSeconds_wasGivenOutByNoClock() {
    Version start = clock.next();

    assertThat(clock.gaveOutAfter(start, Version.parse("2030-01-01T00:00:00").orElseThrow()))
        .isFalse();
  }

  private static Version at(Instant time) {
    return Version.of(ChronoUnit.MICROS.between(Instant.EPOCH, time), WRITER);
  }

  @Test
  void next_whenFirstAsked_thenIsTheTimeInMicroseconds() {
    now.set(NOW.plusNanos(999));
    assertThat(clock.next()).hasToString("2026-11-22T10:46:21.123456Z~1f3c9a20");
  }

  @Test
  void next_whenTimeStands_thenGoesUpByOneMicrosecond() {
    assertThat(clock.next()).hasToString("2026-11-22T10:46:21.123456Z~1f3c9a20");
    assertThat(clock.next()).hasToString("2026-11-22T10:46:21.123457Z~1f3c9a20");
    assertThat(clock.next(null)).hasToString("2026-11-22T10:46:21.123458Z~1f3c9a20");
  }

  @Test
  void next_whenTimeJumpsBack_thenGoesOnFromTheLastStamp() {
    Version before = clock.next();
    now.set(NOW.minus(Duration.ofHours(1)));
    assertThat(clock.next().epochMicros()).isEqualTo(before.epochMicros() + 1);
  }

  @Test
  void next_whenTimeJumpsAhead_thenFollowsIt() {
    Version before = clock.next();
    now.set(NOW.plus(Duration.ofHours(1)));
    assertThat(clock.next().epochMicros() - before.epochMicros())
        .isEqualTo(Duration.ofHours(1).toNanos() / 1_000);
  }

  @Test
  void next_whenTimeJumpsAtRandom_thenStrictlyIncreases() {
    Version last = clock.next();
    RandomItems random = new RandomItems(1);
    for (int i = 0; i < 10_000; i++) {
      now.set(NOW.plus(random.below(7) - 3, ChronoUnit.MICROS).plusSeconds(random.below(2)));
      Version next = clock.next();
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T10:46:21.123455Z~ffffffff",
        "2026-11-22T10:46:21.123456Z~00000000",
        "2026-11-22T10:46:21.123456Z~1f3c9a20",
        "2026-11-22T10:46:21.123456Z~ffffffff",
        "2026-11-22T10:46:21.123457Z~00000000",
        "2026-11-22T10:46:21.123457Z~ffffffff",
        "2026-11-22T10:46:21",
        "2026-11-22T10:46:22",
        "0000-01-01T00:00:00",
        "2099-01-01T00:00:00",
        "2099-01-01T00:00:00.000000Z~ffffffff",
        "9999-12-31T23:59:59",
        "9999-12-31T23:59:59.999998Z~ffffffff"
      })
  void next_whenVersionWasSeen_thenIsAboveItAndTheClockDoesNotMove(String text) {
    Version seen = Version.parse(text).orElseThrow();
    Version stamped = clock.next(seen);
    assertThat(stamped).isGreaterThan(seen);
    assertThat(stamped.epochMicros()).isEqualTo(Math.max(micros(NOW), seen.epochMicros() + 1));
    assertThat(clock.next()).hasToString("2026-11-22T10:46:21.123457Z~1f3c9a20");
  }

  @Test
  void next_whenSeenIsALegacyStampOfThisMicrosecond_thenIsAboveIt() {
    now.set(Instant.parse("2026-11-22T10:46:21Z"));
    Version seen = Version.parse("2026-11-22T10:46:21").orElseThrow();
    assertThat(clock.next(seen)).isGreaterThan(seen);
  }

  @Test
  void next_whenVersionsOfAllKindsWereSeen_thenNoTwoStampsAreEqual() {
    Set<Version> stamps = new HashSet<>();
    RandomItems.forAll(
        10_000,
        random -> {
          now.set(NOW.plus(random.below(50), ChronoUnit.MICROS));
          long seen = micros(NOW) + random.below(20_000);
          int writer = random.below(2) == 0 ? WRITER : (int) random.anyLong();
          Version above = Version.of(seen, writer);
          Version stamp = random.below(3) == 0 ? clock.next() : clock.next(above);
          assertThat(stamps.add(stamp)).as("%s is new", stamp).isTrue();
        });
  }

  @Test
  void next_whenStampedAboveItsOwnStampAgainAndAgain_thenGoesUpByOneMicrosecond() {
    Version seen = Version.parse("2099-01-01T00:00:00").orElseThrow();
    for (int i = 0; i < 1_000; i++) {
      Version stamp = clock.next(seen);
      assertThat(stamp.epochMicros()).isEqualTo(seen.epochMicros() + 1);
      seen = stamp;
    }
  }

  @Test
  void next_whenWriterIdIsTheGreatest_thenStampsAboveSeenStillDiffer() {
    VersionClock last = new VersionClock(InstantSource.fixed(NOW), -1);
    Version seen = Version.parse("2099-01-01T00:00:00").orElseThrow();
    assertThat(last.next(seen)).isGreaterThan(seen).isNotEqualTo(last.next(seen));
  }

  @Test
  void next_whenSeenIsTheLastMicrosecondOfAll_thenIsRefusedWithTheCure() {
    Version seen = Version.parse("9999-12-31T23:59:59.999999Z~00000000").orElseThrow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.next(seen))
        .withMessageContaining("repair an item");
    assertThat(clock.next().text()).startsWith("2026-11-22T10:46:21.12345");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void next_whenClockStandsOutsideTheYears_thenIsRefusedAndRecoversWithTheClock(Instant wrong) {
    clock.next();
    now.set(wrong);
    assertThatIllegalArgumentException()
        .isThrownBy(clock::next)
        .withMessageContaining("check the clock")
        .withMessageContaining(wrong.toString());
    now.set(NOW);
    assertThat(clock.next()).hasToString("2026-11-22T10:46:21.123457Z~1f3c9a20");
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
