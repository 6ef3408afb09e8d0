package io.github.dynamodbha.table;

import java.util.List;
import java.util.Map;

/**
 * No region carried out the call. A write may still have been stored by a region that did not
 * answer in time; writing it again is safe.
 */
public final class NoRegionAvailableException extends ReplicatedCallException {
  private static final long serialVersionUID = 1L;

  NoRegionAvailableException(String message, Map<String, Throwable> causes) {
    super(message, List.of(), causes);
  }
}
