package io.github.dynamodbha.replica;

import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** One failure of each kind that health distinguishes. */
final class Failures {
  static final Failure UNKNOWN_HOST =
      FailureTable.classify(new UnknownHostException("dynamodb.us-east-1.amazonaws.com"));
  static final Failure REFUSED = FailureTable.classify(new ConnectException("refused"));
  static final Failure THROTTLED =
      FailureTable.classify(ProvisionedThroughputExceededException.builder().build());

  private Failures() {}
}
