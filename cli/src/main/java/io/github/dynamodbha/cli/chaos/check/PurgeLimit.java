package io.github.dynamodbha.cli.chaos.check;

/**
 * How young the youngest tombstone may have been that was purged beside the writers.
 *
 * @param version in ISO-8601 (UTC): only tombstones with an older version than this may have been
 *     purged; empty for none
 * @param ticket a call that began from then on has no older version than that, even if it reports
 *     none
 */
public record PurgeLimit(String version, long ticket) {
  /** Nothing was purged. */
  public static final PurgeLimit NONE = new PurgeLimit("", 0);

  /** Whether a call may be older, so that a tombstone of it may have been purged. */
  boolean isAfter(Call call) {
    return call.version().isEmpty() ? call.begun() < ticket : call.version().compareTo(version) < 0;
  }
}
