package io.github.dynamodbha.sync;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends a run at the n-th point where it was made to {@link #strike}, by an error that nothing
 * handles: what was written to a checkpoint until then is all that is left of the run.
 */
final class Death {
  private final AtomicInteger left;

  /** What a killed process does next: nothing. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  Death(int call) {
    left = new AtomicInteger(call);
  }

  /** None. */
  static Death never() {
    return new Death(Integer.MAX_VALUE);
  }

  void strike() {
    if (left.decrementAndGet() == 0) {
      throw new Killed();
    }
  }

  /** Strikes as each page is asked for. */
  PageSource.Factory at(PageSource.Factory pages) {
    return (items, attributes) -> {
      PageSource real = pages.of(items, attributes);
      return (segment, segments, start) -> {
        strike();
        return real.page(segment, segments, start);
      };
    };
  }

  /**
   * Strikes at each divergence, and whenever a page or a batch was dealt with; not at what an
   * earlier part found, which is told again before the scan.
   */
  SyncListener listener() {
    return new SyncListener() {
      private boolean scanning;

      @Override
      public void onProgress(SyncProgress progress) {
        scanning = true;
        strike();
      }

      @Override
      public void onDivergence(Divergence divergence) {
        if (scanning) {
          strike();
        }
      }
    };
  }
}
