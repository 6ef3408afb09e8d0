package io.github.dynamodbha.client;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Makes the exception that DynamoDB would answer a bad request with. */
final class Validation {
  private static final int BAD_REQUEST = 400;

  private Validation() {}

  static AwsServiceException exception(IllegalArgumentException refused) {
    return exception(refused.getMessage(), refused);
  }

  static AwsServiceException exception(
      @org.jspecify.annotations.Nullable String message,
      @org.jspecify.annotations.Nullable Throwable cause) {
    return DynamoDbException.builder()
        .message(message)
        .cause(cause)
        .statusCode(BAD_REQUEST)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("DynamoDb")
                .errorCode("ValidationException")
                .errorMessage(message)
                .build())
        .build();
  }
}
