package io.github.dynamodbha.replica;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says that a leg was ended because another region answered first. */
final class OvertakenException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  OvertakenException(@Nullable Throwable cause) {
    super(
        SdkClientException.builder()
            .message("Another region answered first, so the call was ended here")
            .cause(cause));
  }
}
