package io.github.dynamodbha.replica;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * What a log may say of a failure at INFO or above.
 *
 * <p>A service's words may repeat the request: DynamoDB names a value that it can't read as a
 * number, and a refused signature comes with the headers that were to be signed, a session token
 * among them; a reply that can't be read is quoted in part. So nothing of the kind is taken over:
 * of a service's answer only its code, status and request id, and the words of an exception only
 * where it tells of the connection and was made on this side.
 */
final class LogText {
  private static final List<Class<? extends Throwable>> OF_THE_CONNECTION =
      List.of(
          UnknownHostException.class,
          SocketException.class,
          SocketTimeoutException.class,
          SSLException.class,
          TimeoutException.class,
          ApiCallTimeoutException.class,
          ApiCallAttemptTimeoutException.class,
          RejectedExecutionException.class,
          NotSentException.class,
          SilentException.class,
          OvertakenException.class,
          ReplicaSuspendedException.class);

  /** Causes beyond this depth are not looked at; real chains have fewer than ten. */
  private static final int MAX_CAUSES = 32;

  private LogText() {}

  static String of(Failure failure) {
    if (failure.cause() instanceof AwsServiceException service) {
      return failure.reason() + " (" + answer(service) + ")";
    }
    Throwable told = ofTheConnection(failure.cause());
    return told == null || told.getMessage() == null
        ? failure.reason() + " (" + failure.cause().getClass().getSimpleName() + ")"
        : failure.reason() + ": " + told.getMessage();
  }

  private static String answer(AwsServiceException service) {
    List<String> parts = new ArrayList<>();
    String code = service.awsErrorDetails() == null ? null : service.awsErrorDetails().errorCode();
    parts.add(code == null ? service.getClass().getSimpleName() : code);
    parts.add("HTTP " + service.statusCode());
    if (service.requestId() != null) {
      parts.add("request id " + service.requestId());
    }
    return String.join(", ", parts);
  }

  private static @Nullable Throwable ofTheConnection(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      Throwable asked = cause;
      if (OF_THE_CONNECTION.stream().anyMatch(type -> type.isInstance(asked))) {
        return cause;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
