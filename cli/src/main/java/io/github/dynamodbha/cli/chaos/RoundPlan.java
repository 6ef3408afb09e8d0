package io.github.dynamodbha.cli.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens in one round, as a pure function of the seed. How far a writer gets in a life, and
 * which of its requests a fault hits, is left to the machine.
 *
 * @param seed the run's
 * @param round which round it is, from 0
 * @param length how long it lasts
 */
record RoundPlan(long seed, int round, Duration length) {
  /** Between two faults; most of the time, so that much is acknowledged and can be lost. */
  private static final int CALM_MILLIS = 4_000;

  private static final int MIN_FAULT_MILLIS = 100;
  private static final int FAULT_MILLIS = 1_400;

  /** Beyond the writers' timeout, so that some requests arrive when nobody waits any more. */
  private static final int SLOW_MILLIS = 3_000;

  /**
   * Long enough for some kills and all kinds of fault, short enough for histories to stay small.
   */
  private static final Duration LENGTH = Duration.ofSeconds(20);

  /**
   * So that tombstones have the time to become old enough, and writers to come back to the keys.
   */
  private static final Duration PURGING_LENGTH = Duration.ofSeconds(35);

  /** Beyond any skew of a clock: no tombstone is purged. */
  static final Duration GRACE = Duration.ofHours(24);

  /**
   * The longest time that an older write may be under way where clocks are moderately wrong ({@link
   * Skew}): two clocks differ by 4 s; a read and its repair take a timeout each, and 3 s more
   * behind a slow gate; the rest is for a machine that is busy.
   */
  private static final Duration PURGING_GRACE = Duration.ofSeconds(15);

  private static final int MIN_LIFE_MILLIS = 2_000;
  private static final int LIFE_MILLIS = 10_000;
  private static final int MAX_LIVES = 1_000;
  private static final int SYNC_LIFE_MILLIS = 250;

  /**
   * One fault of one region.
   *
   * @param start after the start of the round
   * @param end likewise
   * @param delay of a slow region's requests
   */
  record PlannedFault(FaultKind kind, Duration start, Duration end, Duration delay) {}

  /** A round of the usual length, or of what is left. */
  static RoundPlan of(long seed, int round, Duration left) {
    Duration length = purges(round) ? PURGING_LENGTH : LENGTH;
    return new RoundPlan(seed, round, left.compareTo(length) < 0 ? left : length);
  }

  /**
   * Whether syncs purge tombstones beside the writers: in every other round. In the others clocks
   * are wrong by hours, and a grace that is safe then is longer than a round.
   */
  static boolean purges(int round) {
    return round % 2 == 1;
  }

  /** How old a tombstone must be for a sync beside the writers to purge it. */
  Duration grace() {
    return purges(round) ? PURGING_GRACE : GRACE;
  }

  /** The faults of a region, in order. */
  List<PlannedFault> faults(int region) {
    SplittableRandom random = Seeds.of(seed, round, Seeds.FAULTS, region);
    List<PlannedFault> faults = new ArrayList<>();
    long at = random.nextInt(CALM_MILLIS);
    while (at < length.toMillis()) {
      long end = Math.min(length.toMillis(), at + MIN_FAULT_MILLIS + random.nextInt(FAULT_MILLIS));
      faults.add(
          new PlannedFault(
              FaultKind.draw(random),
              Duration.ofMillis(at),
              Duration.ofMillis(end),
              Duration.ofMillis(1 + random.nextInt(SLOW_MILLIS))));
      at = end + random.nextInt(CALM_MILLIS);
    }
    return faults;
  }

  /** How long each life of a writer lasts, from its first call to its kill. */
  Duration life(int writer, int life) {
    SplittableRandom random = Seeds.of(seed, round, Seeds.LIVES, writer, life % MAX_LIVES);
    return Duration.ofMillis(MIN_LIFE_MILLIS + random.nextInt(LIFE_MILLIS));
  }

  /** How long after its first page the n-th sync is killed; zero if it is spared. */
  Duration syncLife(int n) {
    SplittableRandom random = Seeds.of(seed, round, Seeds.SYNCS, n);
    return random.nextBoolean()
        ? Duration.ofMillis(1 + random.nextInt(SYNC_LIFE_MILLIS))
        : Duration.ZERO;
  }
}
