package io.github.dynamodbha.client;

/** What hedging did for a call. */
public enum Hedging {
  /**
   * The call writes, reads strongly consistently or in a transaction, is bound to one region, or
   * asks not to be hedged; or hedging is off.
   */
  NOT_ELIGIBLE,
  /** The first region answered or failed before a hedge was due. */
  NOT_DUE,
  /** A hedge was due, and not sent: its budget was used up. */
  NO_BUDGET,
  /** A hedge was due, and not sent: the first region throttles, and more calls are no cure. */
  THROTTLED,
  /** A hedge was due, and not sent: every other region is slow, excluded or left out as well. */
  NO_FASTER_REGION,
  /** A hedge was sent, and the first region was faster, or the hedge failed. */
  SENT_AND_LOST,
  /** A hedge was sent, and answered first. */
  SENT_AND_WON
}
