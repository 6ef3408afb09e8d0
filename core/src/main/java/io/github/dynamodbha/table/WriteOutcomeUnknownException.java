package io.github.dynamodbha.table;

import java.util.List;
import java.util.Map;

/**
 * A write may or may not have been carried out. A conditional one: a region failed after it got the
 * request, and no other region settles it, since none is left or the condition doesn't hold there.
 * Any: it was stored and then replaced, and a version from a clock that is ahead leaves open
 * whether by a later write or, in a repair, by an older one. Read the item before you try again.
 */
public final class WriteOutcomeUnknownException extends ReplicatedCallException {
  private static final long serialVersionUID = 1L;

  WriteOutcomeUnknownException(String message, Map<String, Throwable> causes) {
    super(message, List.of(), causes);
  }
}
