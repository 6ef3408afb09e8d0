package io.github.dynamodbha.replica;

/** Where a {@link Breaker} stands. */
public enum BreakerState {
  /** The region is in use. */
  CLOSED,
  /** The region is left out until its next trial is due. */
  OPEN,
  /** One request is under way that shows whether the region is back. */
  HALF_OPEN,
  /** The region is back and gets a growing share of the calls. */
  RAMPING
}
