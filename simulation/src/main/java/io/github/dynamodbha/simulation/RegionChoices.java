package io.github.dynamodbha.simulation;

import java.util.SplittableRandom;

/**
 * What a region decides as the seed will have it.
 *
 * @param pages items of a page at most
 * @param staleNanos for how long an eventually consistent read may show the state before
 */
record RegionChoices(Scheduler scheduler, int pages, long staleNanos, SplittableRandom random)
    implements ModelTable.Choices {
  /** A region that shows all that it has. */
  static final ModelTable.Choices EVERYTHING =
      new ModelTable.Choices() {
        @Override
        public boolean showsOld(long changedAt) {
          return false;
        }

        @Override
        public int pageSize() {
          return Integer.MAX_VALUE;
        }

        @Override
        public int batch(int keys) {
          return keys;
        }
      };

  @Override
  public boolean showsOld(long changedAt) {
    return scheduler.now() - changedAt < staleNanos && random.nextInt(3) == 0;
  }

  @Override
  public int pageSize() {
    return 1 + random.nextInt(pages);
  }

  @Override
  public int batch(int keys) {
    return random.nextInt(8) > 0 ? keys : random.nextInt(keys + 1);
  }
}
