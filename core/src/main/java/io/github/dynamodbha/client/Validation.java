package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.Expressions;
import org.jspecify.annotations.Nullable;
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

  static AwsServiceException exception(@Nullable String message, @Nullable Throwable cause) {
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

  /**
   * Refuses an expression that would change its meaning when it is joined with ours.
   *
   * @throws AwsServiceException as DynamoDB's own, if it does
   */
  static void requireBalanced(@Nullable String expression, String parameter) {
    if (!Expressions.isBalanced(expression)) {
      throw exception(
          "Invalid " + parameter + ": Syntax error; a parenthesis has no other half", null);
    }
  }

  /**
   * Refuses names and values that no expression uses, where ours would hide that.
   *
   * @throws AwsServiceException as DynamoDB's own, if there are any
   */
  static void requireExpression(@Nullable String expression, boolean names, boolean values) {
    if (expression == null && (names || values)) {
      throw exception(
          (names ? "ExpressionAttributeNames" : "ExpressionAttributeValues")
              + " can only be specified when using expressions",
          null);
    }
  }
}
