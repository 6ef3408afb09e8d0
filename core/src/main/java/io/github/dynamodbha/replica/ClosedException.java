package io.github.dynamodbha.replica;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says that the client was closed while a call of it was under way. */
final class ClosedException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  ClosedException(@Nullable Throwable cause) {
    super(
        SdkClientException.builder()
            .message("The client was closed while the call was under way")
            .cause(cause));
  }
}
