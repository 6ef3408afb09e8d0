package io.github.dynamodbha.table;

import java.util.List;
import java.util.Map;

/**
 * A conditional write may or may not have been carried out: a region failed after it got the
 * request, and no other region settles it, since none is left or the condition doesn't hold there.
 * Read the item before you try again.
 */
public final class WriteOutcomeUnknownException extends ReplicatedCallException {
  private static final long serialVersionUID = 1L;

  WriteOutcomeUnknownException(String message, Map<String, Throwable> causes) {
    super(message, List.of(), causes);
  }
}
