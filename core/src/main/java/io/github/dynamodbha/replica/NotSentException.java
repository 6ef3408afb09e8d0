package io.github.dynamodbha.replica;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Says that a call's time was over before it was sent: nothing has happened. */
final class NotSentException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  NotSentException() {
    super(
        SdkClientException.builder().message("The call's time was over before the call was sent"));
  }
}
