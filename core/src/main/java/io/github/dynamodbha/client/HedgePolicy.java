package io.github.dynamodbha.client;

import java.time.Duration;

/** When a call is hedged, and whether it may be. Thread-safe. */
final class HedgePolicy {
  /** Less is within a network's ordinary noise. */
  static final Duration MIN_DELAY = Duration.ofMillis(5);

  /** A region that takes longer is slow, whatever it did before. */
  static final Duration MAX_DELAY = Duration.ofSeconds(1);

  /**
   * Times the recent quantile: past it, a call is one of the slow ones and not just of the tail.
   */
  private static final double FACTOR = 1.5;

  /** A region that throttled within this time is not hedged. */
  private static final Duration THROTTLING_TIME = Duration.ofSeconds(1);

  private final double share;
  private final HedgeBudget budget;

  /**
   * Makes a policy.
   *
   * @param share hedges for each call that may be hedged; 0 turns hedging off
   */
  HedgePolicy(double share) {
    this.share = share;
    this.budget = new HedgeBudget(share);
  }

  /**
   * True if a call need not wait for its first region alone, should that be slow; whether it may be
   * hedged, {@link #mayHedge} says.
   */
  boolean isEligible(Call<?, ?> call, int otherRegions) {
    boolean eligible =
        share > 0
            && otherRegions > 0
            && call.reading()
            && call.operation().kind() != OperationKind.CONTROL_PLANE
            && call.options().hedging();
    if (eligible && mayHedge(call)) {
      budget.earn();
    }
    return eligible;
  }

  /** False for a read that only leaves a region which is left out. */
  boolean mayHedge(Call<?, ?> call) {
    return !StrongReads.isOne(call.request());
  }

  /** How long the first region gets before a hedge is due. */
  long delayNanos(RegionState region, ServiceOperation<?, ?> operation) {
    return delayNanos(region.latencyQuantileNanos(operation));
  }

  /**
   * The delay that follows from a latency.
   *
   * @param quantile a high quantile of the latency in nanoseconds, or less than 0 if unknown
   */
  static long delayNanos(long quantile) {
    return quantile < 0
        ? MAX_DELAY.toNanos()
        : Math.max(MIN_DELAY.toNanos(), Math.min(MAX_DELAY.toNanos(), (long) (quantile * FACTOR)));
  }

  /** Whether a hedge that is due may be sent on account of the first region and the budget. */
  Hedging admit(RegionState first) {
    if (first.connection().throttledWithin(THROTTLING_TIME)) {
      return Hedging.THROTTLED;
    }
    return budget.take() ? Hedging.SENT_AND_LOST : Hedging.NO_BUDGET;
  }

  /** True if the region is no faster than the one that is waited for. */
  boolean isSlow(RegionState region, ServiceOperation<?, ?> operation) {
    return region.latencyQuantileNanos(operation) >= MAX_DELAY.toNanos();
  }
}
