package io.github.dynamodbha.protocol;

import io.github.dynamodbha.replica.Failure;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * What DynamoDB would have answered to a write which we send as a transaction, where that is
 * cancelled: the caller has asked for no transaction, and looks for a write's exceptions.
 */
final class CancelledWrite {
  /** DynamoDB's code of an exception, and its builder. */
  private record Kind(String code, Supplier<? extends DynamoDbException.Builder> builder) {}

  /** By code of the reason; source: TransactWriteItems in the API reference. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          "ValidationError",
          new Kind("ValidationException", DynamoDbException::builder),
          "ItemCollectionSizeLimitExceeded",
          new Kind(
              "ItemCollectionSizeLimitExceededException",
              ItemCollectionSizeLimitExceededException::builder),
          "TransactionConflict",
          new Kind("TransactionConflictException", TransactionConflictException::builder),
          "ProvisionedThroughputExceeded",
          new Kind(
              "ProvisionedThroughputExceededException",
              ProvisionedThroughputExceededException::builder),
          "ThrottlingError",
          new Kind("ThrottlingException", DynamoDbException::builder));

  private CancelledWrite() {}

  /** The failure, with the write's exception for its cause. */
  static Failure failure(Failure failure, TransactionCanceledException cancelled) {
    Optional<CancellationReason> reason =
        cancelled.cancellationReasons().stream()
            .filter(given -> given.code() != null && KINDS.containsKey(given.code()))
            .findFirst();
    return reason.isEmpty()
        ? failure
        : new Failure(
            failure.failureClass(),
            failure.reason(),
            failure.mayHaveHappened(),
            failure.weight(),
            exception(reason.get(), cancelled));
  }

  private static DynamoDbException exception(
      CancellationReason reason, TransactionCanceledException cancelled) {
    Kind kind = Objects.requireNonNull(KINDS.get(reason.code()));
    AwsErrorDetails details =
        Objects.requireNonNullElseGet(
            cancelled.awsErrorDetails(), () -> AwsErrorDetails.builder().build());
    String message = Objects.requireNonNullElse(reason.message(), cancelled.getMessage());
    DynamoDbException.Builder answer = kind.builder.get();
    answer
        .message(message)
        .statusCode(cancelled.statusCode())
        .requestId(cancelled.requestId())
        .cause(cancelled)
        .awsErrorDetails(details.toBuilder().errorCode(kind.code).errorMessage(message).build());
    return (DynamoDbException) answer.build();
  }
}
