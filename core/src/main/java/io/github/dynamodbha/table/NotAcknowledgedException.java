package io.github.dynamodbha.table;

import io.github.dynamodbha.protocol.Acknowledge;
import java.util.List;
import java.util.Map;

/**
 * A write was stored by fewer regions than {@link Acknowledge} requires. It is not taken back:
 * {@link #storedIn()} names the regions that hold it, and a later sync spreads it to the others.
 */
public final class NotAcknowledgedException extends ReplicatedCallException {
  private static final long serialVersionUID = 1L;

  NotAcknowledgedException(String message, List<String> stored, Map<String, Throwable> causes) {
    super(message, stored, causes);
  }
}
