package io.github.dynamodbha.replica;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Says that a region was not asked, or not waited for, because its last calls failed. The cause is
 * the last of these failures.
 */
public final class ReplicaSuspendedException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  ReplicaSuspendedException(String region, @Nullable Throwable lastFailure) {
    super(
        SdkClientException.builder()
            .message(
                "Region "
                    + region
                    + " is suspended after failures and was not waited for; it is tried"
                    + " again by itself")
            .cause(lastFailure));
  }
}
