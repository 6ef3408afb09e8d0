package io.github.dynamodbha.replica;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says that a region answers nothing any more, although no call there has timed out yet. */
final class SilentException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  SilentException(Duration silence) {
    super(
        SdkClientException.builder()
            .message(
                "Several calls have been without an answer for " + silence.toMillis() + " ms"));
  }
}
