package io.github.dynamodbha.client;

import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What a caller sees of a call: the answer, or DynamoDB's refusal, to be compared with another. */
record CallOutcome(Object seen) {
  static CallOutcome of(Supplier<? extends DynamoDbResponse> call) {
    try {
      DynamoDbResponse answer = call.get();
      if (answer.sdkHttpResponse().statusCode() != 200 || answer.responseMetadata() == null) {
        throw new AssertionError("says nothing of its HTTP exchange: " + answer);
      }
      return new CallOutcome(new Answer(answer));
    } catch (TransactionCanceledException e) {
      // DynamoDB Local ends some of these messages with a full stop.
      List<CancellationReason> reasons =
          e.cancellationReasons().stream()
              .map(r -> r.message() == null ? r : r.toBuilder().message("failed").build())
              .toList();
      return new CallOutcome(
          List.of(e.awsErrorDetails().errorCode(), e.awsErrorDetails().errorMessage(), reasons));
    } catch (ConditionalCheckFailedException e) {
      return new CallOutcome(
          List.of(
              e.awsErrorDetails().errorCode(),
              e.awsErrorDetails().errorMessage(),
              e.hasItem(),
              e.item()));
    } catch (AwsServiceException e) {
      return new CallOutcome(List.of(e.awsErrorDetails().errorCode(), e.statusCode()));
    }
  }

  /** Equal if all fields are, as the SDK tells set ones from those that are not. */
  private record Answer(DynamoDbResponse answer) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Answer that && answer.equalsBySdkFields(that.answer);
    }

    @Override
    public int hashCode() {
      return answer.getClass().hashCode();
    }
  }
}
