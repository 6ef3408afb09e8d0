package io.github.dynamodbha.replica;

import java.time.Duration;

/**
 * The last outcomes of a region's calls: those of the last {@link #SPAN}, and no more than the last
 * {@value #MAX_OUTCOMES}.
 *
 * <p>The first bound forgets what a quiet client saw long ago; the second makes a busy one see
 * within a fraction of a second that a region has gone. Not thread-safe.
 */
final class OutcomeWindow {
  static final Duration SPAN = Duration.ofSeconds(5);

  /**
   * Enough that a region which fails one call in twenty is not taken for a dead one by chance, few
   * enough that at 200 calls a second half of them fail within a quarter of a second.
   */
  static final int MAX_OUTCOMES = 100;

  private final long[] nanos = new long[MAX_OUTCOMES];
  private final int[] weights = new int[MAX_OUTCOMES];
  private int oldest;
  private int size;
  private int points;
  private int successes;

  /** Adds an outcome: a success by weight 0, a failure by its own. */
  void add(long now, int weight) {
    if (size == MAX_OUTCOMES) {
      removeOldest();
    }
    int index = (oldest + size) % MAX_OUTCOMES;
    nanos[index] = now;
    weights[index] = weight;
    size++;
    points += weight;
    successes += weight == 0 ? 1 : 0;
    while (now - nanos[oldest] > SPAN.toNanos()) {
      removeOldest();
    }
  }

  /** The weights of all failures. */
  int points() {
    return points;
  }

  int successes() {
    return successes;
  }

  void clear() {
    size = 0;
    points = 0;
    successes = 0;
  }

  private void removeOldest() {
    points -= weights[oldest];
    successes -= weights[oldest] == 0 ? 1 : 0;
    oldest = (oldest + 1) % MAX_OUTCOMES;
    size--;
  }
}
