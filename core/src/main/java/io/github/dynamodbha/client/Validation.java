package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.Expressions;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Makes the exception that DynamoDB would answer a bad request with. */
final class Validation {
  static final String CONDITION_EXPRESSION = "ConditionExpression";

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
  static void requireExpression(
      @Nullable String expression, Map<String, String> names, Map<String, ?> values) {
    if (expression == null && !(names.isEmpty() && values.isEmpty())) {
      throw exception(
          (values.isEmpty() ? "ExpressionAttributeNames" : "ExpressionAttributeValues")
              + " can only be specified when using expressions",
          null);
    }
  }

  /**
   * Refuses a condition that can't be joined with ours, and placeholders that ours would hide.
   *
   * @throws AwsServiceException as DynamoDB's own, if there is a reason to
   */
  static void requireCondition(
      @Nullable String condition, Map<String, String> names, Map<String, ?> values) {
    requireBalanced(condition, CONDITION_EXPRESSION);
    requireNotEmpty(names, values, condition);
    requireExpression(condition, names, values);
  }

  /**
   * Refuses a map of names or values that is given and empty beside an expression, where ours would
   * fill it.
   *
   * @param names as the SDK's request has them
   * @param values likewise
   * @throws AwsServiceException as DynamoDB's own, if one is
   */
  static void requireNotEmpty(
      Map<String, String> names, Map<String, ?> values, @Nullable String... expressions) {
    requireNotEmpty(isGiven(names), names, expressions);
    requireNotEmpty(isGiven(values), values, expressions);
  }

  private static boolean isGiven(Map<String, ?> placeholders) {
    return !(placeholders instanceof SdkAutoConstructMap);
  }

  /**
   * Refuses a map of placeholders that is given and empty beside an expression, where ours would
   * fill it.
   *
   * @throws AwsServiceException as DynamoDB's own, if it is
   */
  static void requireNotEmpty(
      boolean given, Map<String, ?> placeholders, @Nullable String... expressions) {
    if (given && placeholders.isEmpty() && Stream.of(expressions).anyMatch(Objects::nonNull)) {
      throw exception("ExpressionAttributeNames and -Values must not be empty", null);
    }
  }

  /**
   * Refuses placeholders that no expression uses, where they are not sent.
   *
   * @throws AwsServiceException as DynamoDB's own, if there are any
   */
  static void requireUsed(Map<String, ?> placeholders, @Nullable String... expressions) {
    Map<String, ?> used = Expressions.used(placeholders, expressions);
    if (placeholders.size() > (used == null ? 0 : used.size())) {
      throw exception("Value unused in expressions: one of " + placeholders.keySet(), null);
    }
  }
}
