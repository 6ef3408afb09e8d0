package io.github.dynamodbha.protocol;

import io.github.dynamodbha.replica.Failure;
import java.util.List;
import java.util.Map;

/**
 * Makes the exceptions of the interface that a protocol works for, where it is not a region's own
 * answer that the caller gets. The failures are by region, in order of preference.
 */
public interface CallErrors {
  /** No region carried out the call. */
  RuntimeException noRegion(String message, Map<String, Failure> failures);

  /**
   * Fewer regions than required stored a write.
   *
   * @param stored those that did
   */
  RuntimeException notAcknowledged(
      String message, List<String> stored, Map<String, Failure> missed);

  /** A region may have carried out a write, and none says so. */
  RuntimeException outcomeUnknown(String message, Map<String, Failure> failures);

  /**
   * A write was carried out, but what it was to return was lost with a region's reply.
   *
   * @param stored the regions that stored it
   */
  RuntimeException valuesLost(String message, List<String> stored, Map<String, Failure> missed);

  /**
   * True if the interface warns by itself of a table that a region lacks, once and not for each
   * write.
   */
  default boolean warnOfMissingTables() {
    return false;
  }
}
