package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.replica.FailureTable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Why a region failed, in one line. */
final class Reason {
  private static final String NO_CREDENTIALS = "no credentials";

  private Reason() {}

  static String of(Throwable cause) {
    if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return service.awsErrorDetails().errorMessage();
    }
    if (isNoCredentials(cause)) {
      return NO_CREDENTIALS; // the SDK would name every class that it asked
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  static boolean isNoCredentials(Throwable cause) {
    return FailureTable.classify(cause).reason().equals(NO_CREDENTIALS);
  }
}
