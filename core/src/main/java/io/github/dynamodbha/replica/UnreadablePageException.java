package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.UnreadableReplyException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Says that the region's reply to a scan is no page of items. It may be one when it is asked for
 * again, like a reply with a wrong checksum. The SDK makes a plain exception of it in the end, with
 * the same message and cause.
 */
final class UnreadablePageException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  UnreadablePageException(UnreadableReplyException cause) {
    super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
