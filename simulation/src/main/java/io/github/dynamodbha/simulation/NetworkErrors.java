package io.github.dynamodbha.simulation;

import io.github.dynamodbha.simulation.Plan.Mode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The SDK's exceptions where a region gave no answer, without their costly stacks. */
final class NetworkErrors {
  private NetworkErrors() {}

  static RuntimeException unreachable(Mode mode) {
    IOException cause =
        mode == Mode.REFUSED
            ? new ConnectException("Connection refused")
            : new UnknownHostException("no such host");
    return failure("Unable to execute HTTP request", cause);
  }

  static RuntimeException reset() {
    return failure("Unable to execute HTTP request", new IOException("Connection reset"));
  }

  static RuntimeException timedOut() {
    ApiCallTimeoutException.Builder builder = ApiCallTimeoutException.builder();
    builder.message("timed out").writableStackTrace(false);
    return builder.build();
  }

  private static RuntimeException failure(String message, IOException cause) {
    SdkClientException.Builder builder = SdkClientException.builder();
    builder.message(message).cause(cause).writableStackTrace(false);
    return builder.build();
  }
}
