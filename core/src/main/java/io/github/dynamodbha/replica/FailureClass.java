package io.github.dynamodbha.replica;

/** What a failed call says of the region, and so what follows from it. */
public enum FailureClass {
  /**
   * The region works; this is its answer to the caller. No failover, no mark against the region.
   */
  ANSWER,
  /** The region works but is short of capacity: retried within its budget, then failed over. */
  THROTTLED,
  /** The region can't be used: failed over at once, and counted against its health. */
  REGION_SICK,
  /** The table isn't there, while it may be elsewhere: failed over with a loud warning. */
  TABLE_MISSING,
  /**
   * Nobody knows whether the request was carried out. Reads and stamped writes go elsewhere; for
   * anything else the caller is told that it may have happened. Counts against the region's health.
   */
  AMBIGUOUS
}
