package io.github.dynamodbha.simulation;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** DynamoDB's exceptions as the SDK makes them of its replies, without their costly stacks. */
final class ModelErrors {
  private static final int CLIENT = 400;
  private static final int SERVER = 500;

  private ModelErrors() {}

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder()
        .serviceName("DynamoDb")
        .errorCode(code)
        .errorMessage(message)
        .build();
  }

  static RuntimeException conditionFailed(Map<String, AttributeValue> held) {
    String message = "The conditional request failed";
    ConditionalCheckFailedException.Builder builder =
        ConditionalCheckFailedException.builder()
            .message(message)
            .awsErrorDetails(details("ConditionalCheckFailedException", message))
            .statusCode(CLIENT);
    builder.writableStackTrace(false);
    return (held.isEmpty() ? builder : builder.item(held)).build();
  }

  static RuntimeException cancelled(List<CancellationReason> reasons) {
    String message =
        "Transaction cancelled, please refer cancellation reasons for specific reasons";
    TransactionCanceledException.Builder builder =
        TransactionCanceledException.builder()
            .message(message)
            .cancellationReasons(reasons)
            .awsErrorDetails(details("TransactionCanceledException", message))
            .statusCode(CLIENT);
    builder.writableStackTrace(false);
    return builder.build();
  }

  static RuntimeException validation(String message) {
    DynamoDbException.Builder builder = DynamoDbException.builder();
    builder
        .message(message)
        .awsErrorDetails(details("ValidationException", message))
        .statusCode(CLIENT)
        .writableStackTrace(false);
    return (RuntimeException) builder.build();
  }

  static RuntimeException serverError() {
    String message = "Internal server error";
    InternalServerErrorException.Builder builder =
        InternalServerErrorException.builder()
            .message(message)
            .awsErrorDetails(details("InternalServerError", message))
            .statusCode(SERVER);
    builder.writableStackTrace(false);
    return builder.build();
  }

  static RuntimeException throttled() {
    String message = "The level of configured provisioned throughput was exceeded";
    ProvisionedThroughputExceededException.Builder builder =
        ProvisionedThroughputExceededException.builder()
            .message(message)
            .awsErrorDetails(details("ProvisionedThroughputExceededException", message))
            .statusCode(CLIENT);
    builder.writableStackTrace(false);
    return builder.build();
  }
}
