package io.github.dynamodbha.cli.command;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Why a region failed, in one line. */
final class Reason {
  private Reason() {}

  static String of(Throwable cause) {
    if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return service.awsErrorDetails().errorMessage();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
