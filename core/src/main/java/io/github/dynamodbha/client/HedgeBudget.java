package io.github.dynamodbha.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What bounds the extra requests of hedging: every call that may be hedged earns a share of one,
 * and saves up a few. Thread-safe.
 */
final class HedgeBudget {
  /** Hedges that can be saved up, so that a burst of slow calls is met at once. */
  private static final int MAX_SAVED = 10;

  /** Whole numbers stand for thousandths of a hedge. */
  private static final int UNIT = 1000;

  private final int earned;
  private final AtomicInteger saved = new AtomicInteger(MAX_SAVED * UNIT);

  /**
   * Makes a full budget.
   *
   * @param share hedges for each call, 0 to 1
   */
  HedgeBudget(double share) {
    earned = (int) Math.round(share * UNIT);
  }

  /** A call that may be hedged. */
  void earn() {
    // Read first: a full budget, the usual case, is only read.
    if (saved.get() < MAX_SAVED * UNIT) {
      saved.updateAndGet(now -> Math.min(MAX_SAVED * UNIT, now + earned));
    }
  }

  /** Takes a hedge, if one is left. */
  boolean take() {
    int before = saved.getAndUpdate(now -> now >= UNIT ? now - UNIT : now);
    return before >= UNIT;
  }
}
