package io.github.dynamodbha.item;

import io.github.dynamodbha.Interleavings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VersionClockInterleavingsTest {
  @Test
  void next_whenThreadsAskAtTheSameTime_thenEachGetsTheNextMicrosecond() {
    Interleavings.assertNoneBreaks(Stamps.class);
  }

  @Test
  void next_whenThreadsAlsoStampAboveWhatTheySaw_thenNoVersionIsGivenTwice() {
    Interleavings.assertNoneBreaks(StampsAboveOthers.class);
  }

  @Test
  void next_whenTheLastStampWereReadAndWrittenApart_thenAnInterleavingBreaksIt() {
    Interleavings.assertOneBreaks(StampsInTwoSteps.class);
  }

  /** The clock stands still, so each stamp is one microsecond above the last. */
  public static class Stamps {
    private final VersionClock clock = new VersionClock(InstantSource.fixed(Instant.EPOCH), 7);

    @Operation
    public long next() {
      return clock.next().epochMicros();
    }
  }

  /** The seen versions lie around those that the clock gives out meanwhile, and above them. */
  @Param(name = "seen", gen = IntGen.class, conf = "3:5")
  public static class StampsAboveOthers {
    private final VersionClock clock = new VersionClock(InstantSource.fixed(Instant.EPOCH), 7);
    private final Set<Version> given = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Version wrong;

    @Operation
    public void next() {
      note(clock.next(), -1);
    }

    @Operation
    public void nextAbove(@Param(name = "seen") int seen) {
      note(clock.next(Version.of(seen, 0)), seen);
    }

    private void note(Version version, long seen) {
      if (!given.add(version) || version.epochMicros() <= seen) {
        wrong = version;
      }
    }

    @Validate
    public void validate() {
      if (wrong != null) {
        throw new IllegalStateException(wrong + " was given twice, or is not above what was seen");
      }
    }
  }

  /** What the clock must not be. */
  public static class StampsInTwoSteps {
    private volatile long last;

    @Operation
    public long next() {
      long next = last + 1;
      last = next;
      return next;
    }
  }
}
