package io.github.dynamodbha.replica;

import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says that a region's credentials can't be had, so that nothing was sent. */
final class NoCredentialsException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  NoCredentialsException(String region, Throwable cause) {
    super(
        SdkClientException.builder()
            .message(
                "Unable to load credentials for "
                    + region
                    + ": "
                    + Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getName()))
            .cause(cause));
  }
}
