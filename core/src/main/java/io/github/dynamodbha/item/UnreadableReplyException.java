package io.github.dynamodbha.item;

/**
 * Says that a reply as a whole can't be read: it is no JSON, was cut, or is not of the form that
 * DynamoDB sends. Nothing of it may be used. (A single odd item is no such thing; see {@link
 * DigestedItems#unreadable}.)
 */
public final class UnreadableReplyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnreadableReplyException(String what, int position) {
    super(
        "The reply is not what DynamoDB sends: "
            + what
            + " at byte "
            + position
            + "; something between here and DynamoDB changed it, or the endpoint is no DynamoDB");
  }
}
