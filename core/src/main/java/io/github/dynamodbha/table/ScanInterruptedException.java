package io.github.dynamodbha.table;

import java.util.List;
import java.util.Map;

/**
 * A scan that had already returned items can't be completed. What it returned is right but is not
 * the whole table; scan again.
 */
public final class ScanInterruptedException extends ReplicatedCallException {
  private static final long serialVersionUID = 1L;

  ScanInterruptedException(String message, Map<String, Throwable> causes) {
    super(message, List.of(), causes);
  }
}
