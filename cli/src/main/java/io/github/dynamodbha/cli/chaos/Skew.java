package io.github.dynamodbha.cli.chaos;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** By how much a writer's clock is wrong. */
final class Skew {
  /** A moderately wrong clock is wrong by no more. */
  static final Duration LARGEST_MODERATE = Duration.ofSeconds(2);

  private static final List<Duration> LARGEST =
      List.of(
          Duration.ofNanos(50_000),
          Duration.ofMillis(20),
          LARGEST_MODERATE,
          Duration.ofMinutes(5),
          Duration.ofHours(3));

  private static final List<Duration> MODERATE =
      LARGEST.subList(0, LARGEST.indexOf(LARGEST_MODERATE) + 1);

  private Skew() {}

  /**
   * Draws one: none, or up to one of the sizes, fast or slow.
   *
   * @param moderate whether it is wrong by seconds at most
   */
  static Duration draw(SplittableRandom random, boolean moderate) {
    List<Duration> sizes = moderate ? MODERATE : LARGEST;
    int size = random.nextInt(sizes.size() + 1);
    if (size == 0) {
      return Duration.ZERO;
    }
    long nanos = sizes.get(size - 1).toNanos();
    return Duration.ofNanos(random.nextLong(-nanos, nanos + 1));
  }
}
