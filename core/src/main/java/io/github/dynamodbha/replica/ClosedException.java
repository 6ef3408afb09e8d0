package io.github.dynamodbha.replica;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says that the client was closed before a call of it had ended. */
final class ClosedException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  ClosedException(@Nullable Throwable cause) {
    super(
        SdkClientException.builder()
            .message("The client was closed before the call had ended")
            .cause(cause));
  }
}
