package io.github.dynamodbha.table;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A call that could not be completed in as many regions as it needed. Holds every region's cause.
 *
 * <p>An {@link SdkClientException}, so that code which handles the SDK's failures handles this one.
 */
public abstract sealed class ReplicatedCallException extends SdkClientException
    permits NoRegionAvailableException,
        NotAcknowledgedException,
        ScanInterruptedException,
        WriteOutcomeUnknownException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, Throwable> causes;
  private final transient List<String> stored;

  ReplicatedCallException(String message, List<String> stored, Map<String, Throwable> causes) {
    super(
        SdkClientException.builder()
            .message(message)
            .cause(causes.values().stream().findFirst().orElse(null)));
    this.causes = Ordered.copy(causes);
    this.stored = List.copyOf(stored);
    causes.values().stream().skip(1).forEach(this::addSuppressed);
  }

  /** Each region that failed with its cause, in order of preference; empty after serialization. */
  public Map<String, Throwable> causes() {
    return causes == null ? Map.of() : causes;
  }

  /** The regions that stored the write all the same, in order of preference. */
  public List<String> storedIn() {
    return stored == null ? List.of() : stored;
  }
}
