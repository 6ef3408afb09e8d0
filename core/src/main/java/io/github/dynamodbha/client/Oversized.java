package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.protocol.Futures;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Says what else is in an item that DynamoDB finds too large: the caller has not put it there. */
final class Oversized {
  /** Bytes of a version; it is ASCII. */
  private static final int VERSION_BYTES = "2026-11-22T10:46:21.123456Z~1f3c9a20".length();

  private Oversized() {}

  /** The failure, with the client's own part in its message if it is about an item's size. */
  static Throwable explained(Throwable failure, ItemFormat items) {
    if (!(Futures.unwrap(failure) instanceof DynamoDbException refused)) {
      return failure;
    }
    AwsErrorDetails details = refused.awsErrorDetails();
    String message = details == null ? null : details.errorMessage();
    if (message == null || !message.startsWith("Item size")) {
      return failure;
    }
    String explained =
        message
            + "; "
            + (items.versionAttribute().length() + VERSION_BYTES)
            + " bytes of it are the version that the client keeps in '"
            + items.versionAttribute()
            + "': split the item, or keep large values elsewhere";
    return refused.toBuilder()
        .message(explained)
        .awsErrorDetails(details.toBuilder().errorMessage(explained).build())
        .build();
  }
}
