package io.github.dynamodbha.replica;

import static io.github.dynamodbha.replica.FailureClass.AMBIGUOUS;
import static io.github.dynamodbha.replica.FailureClass.ANSWER;
import static io.github.dynamodbha.replica.FailureClass.REGION_SICK;
import static io.github.dynamodbha.replica.FailureClass.TABLE_MISSING;
import static io.github.dynamodbha.replica.FailureClass.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Each row of the table; that real faults end up in them is tested by the fault matrix. */
class FailureTableTest {
  static Stream<Arguments> rows() {
    return Stream.of(
        // The region's answers.
        arguments(service(400, "ConditionalCheckFailedException"), ANSWER, false, 0),
        arguments(ConditionalCheckFailedException.builder().build(), ANSWER, false, 0),
        arguments(service(400, "ValidationException"), ANSWER, false, 0),
        arguments(service(400, "ItemCollectionSizeLimitExceededException"), ANSWER, false, 0),
        arguments(service(400, "AccessDeniedException"), ANSWER, false, 0),
        arguments(service(403, "UnrecognizedClientException"), ANSWER, false, 0),
        arguments(new IllegalArgumentException("a bad request"), ANSWER, false, 0),
        arguments(AbortedException.create("interrupted"), ANSWER, true, 0),
        // Short of capacity.
        arguments(service(400, "ProvisionedThroughputExceededException"), THROTTLED, false, 0),
        arguments(
            ProvisionedThroughputExceededException.builder()
                .awsErrorDetails(details("ProvisionedThroughputExceededException"))
                .build(),
            THROTTLED,
            false,
            0),
        arguments(service(400, "ThrottlingException"), THROTTLED, false, 0),
        arguments(service(400, "RequestLimitExceeded"), THROTTLED, false, 0),
        arguments(service(429, "Anything"), THROTTLED, false, 0),
        arguments(service(400, "TransactionConflictException"), THROTTLED, false, 0),
        arguments(cancelled("None", "TransactionConflict"), THROTTLED, false, 0),
        arguments(cancelled("ThrottlingError"), THROTTLED, false, 0),
        arguments(cancelled("ProvisionedThroughputExceeded", "None"), THROTTLED, false, 0),
        // A condition that failed is an answer, whatever else stood in the way.
        arguments(cancelled("ConditionalCheckFailed", "TransactionConflict"), ANSWER, false, 0),
        arguments(cancelled("ThrottlingError", "ValidationError"), ANSWER, false, 0),
        arguments(cancelled("ItemCollectionSizeLimitExceeded"), ANSWER, false, 0),
        arguments(cancelled("None"), ANSWER, false, 0),
        arguments(cancelled(), ANSWER, false, 0),
        // The table isn't there.
        arguments(service(400, "ResourceNotFoundException"), TABLE_MISSING, false, 0),
        arguments(
            ResourceNotFoundException.builder()
                .awsErrorDetails(details("ResourceNotFoundException"))
                .build(),
            TABLE_MISSING,
            false,
            0),
        arguments(
            AwsServiceException.builder().statusCode(403).message("STS says no").build(),
            REGION_SICK,
            false,
            0),
        // The region is sick; first an error whose body was cut off on the way.
        arguments(DynamoDbException.builder().statusCode(400).build(), REGION_SICK, true, 1),
        arguments(service(500, "InternalServerError"), REGION_SICK, true, 1),
        arguments(service(503, "ServiceUnavailable"), REGION_SICK, true, 1),
        arguments(client(new UnknownHostException("dynamodb")), REGION_SICK, false, 3),
        arguments(client(new ConnectException("refused")), REGION_SICK, false, 1),
        arguments(client(new NoRouteToHostException("no")), REGION_SICK, false, 1),
        arguments(client(new ConnectTimeoutException()), REGION_SICK, false, 1),
        arguments(client(new SSLHandshakeException("bad")), REGION_SICK, false, 1),
        arguments(client(new RejectedExecutionException("full")), REGION_SICK, false, 0),
        arguments(new RejectedExecutionException("full"), REGION_SICK, false, 0),
        arguments(
            client(new IOException("Acquire operation took longer than the maximum time")),
            REGION_SICK,
            false,
            0),
        arguments(client(new ConnectionRequestTimeoutException()), REGION_SICK, false, 0),
        arguments(
            SdkClientException.create("Unable to load credentials from any of the providers"),
            REGION_SICK,
            false,
            0),
        arguments(client(new SocketException("Connection reset")), REGION_SICK, true, 1),
        arguments(client(new EOFException()), REGION_SICK, true, 1),
        arguments(SdkClientException.create("can't unmarshall"), REGION_SICK, true, 1),
        arguments(new ClosedException(null), REGION_SICK, true, 0),
        // Nobody knows, but for the first.
        arguments(new NotSentException(), AMBIGUOUS, false, 0),
        arguments(ApiCallTimeoutException.builder().message("late").build(), AMBIGUOUS, true, 3),
        arguments(
            ApiCallAttemptTimeoutException.builder().message("late").build(), AMBIGUOUS, true, 3),
        arguments(client(new SocketTimeoutException("Read timed out")), AMBIGUOUS, true, 3),
        arguments(new TimeoutException("late"), AMBIGUOUS, true, 3));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void classify_perRow(
      Throwable thrown, FailureClass expected, boolean mayHaveHappened, int weight) {
    Failure failure = FailureTable.classify(thrown);

    assertThat(failure.failureClass()).isEqualTo(expected);
    assertThat(failure.mayHaveHappened()).isEqualTo(mayHaveHappened);
    assertThat(failure.weight()).isEqualTo(weight);
    assertThat(failure.cause()).isSameAs(thrown);
    assertThat(failure.describe()).startsWith(failure.reason());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void classify_whenAFutureWrappedTheFailure_thenDecidesTheSame(
      Throwable thrown, FailureClass expected) {
    assertThat(FailureTable.classify(new CompletionException(new ExecutionException(thrown))))
        .isEqualTo(FailureTable.classify(thrown))
        .extracting(Failure::failureClass)
        .isEqualTo(expected);
  }

  @Test
  void isWorthRetrying_whenTheRegionWorksAndTheRequestOrAnswerWasMarred() {
    assertThat(FailureTable.isWorthRetrying(service(400, "RequestTimeTooSkewed"))).isTrue();
    assertThat(FailureTable.isWorthRetrying(service(403, "RequestExpired"))).isTrue();
    assertThat(FailureTable.isWorthRetrying(service(400, "RequestTimeout"))).isTrue();
    assertThat(FailureTable.isWorthRetrying(service(400, "RequestTimeoutException"))).isTrue();
    assertThat(FailureTable.isWorthRetrying(service(400, "PriorRequestNotComplete"))).isTrue();
    assertThat(
            FailureTable.isWorthRetrying(
                Crc32MismatchException.builder().message("wrong checksum").build()))
        .isTrue();
    assertThat(
            FailureTable.isWorthRetrying(
                RetryableException.builder().message("passes by itself").build()))
        .isTrue();
  }

  @Test
  void isWorthRetrying_neverWhenTheRegionIsSick() {
    assertThat(FailureTable.isWorthRetrying(service(500, "InternalError"))).isFalse();
    assertThat(FailureTable.isWorthRetrying(service(503, "RequestTimeout"))).isFalse();
    assertThat(FailureTable.isWorthRetrying(SdkClientException.create("unreadable"))).isFalse();
    assertThat(
            FailureTable.isWorthRetrying(
                RetryableException.builder().cause(new UnknownHostException("x")).build()))
        .isFalse();
    assertThat(FailureTable.isWorthRetrying(new TimeoutException("late"))).isFalse();
  }

  @Test
  void isWorthRetrying_afterThrottlingAndLostConnections() {
    assertThat(FailureTable.isWorthRetrying(service(400, "ThrottlingException"))).isTrue();
    assertThat(FailureTable.isWorthRetrying(client(new SocketException("reset")))).isTrue();
    assertThat(FailureTable.isWorthRetrying(client(new UnknownHostException("x")))).isFalse();
    assertThat(FailureTable.isWorthRetrying(client(new ConnectException("x")))).isFalse();
    assertThat(FailureTable.isWorthRetrying(service(400, "ValidationException"))).isFalse();
  }

  @Test
  void classify_whenCausesFormACircle_thenEnds() {
    Exception inner = new IllegalStateException("inner");
    Exception outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);

    assertThat(FailureTable.classify(outer).failureClass()).isEqualTo(ANSWER);
  }

  /** Named as the HTTP clients name theirs. */
  private static final class ConnectTimeoutException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;
  }

  /** Named as the HTTP clients name theirs. */
  private static final class ConnectionRequestTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static Throwable client(Exception cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  private static Throwable service(int status, String code) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(details(code))
        .message(code)
        .build();
  }

  private static Throwable cancelled(String... reasons) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            Stream.of(reasons)
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
        .statusCode(400)
        .awsErrorDetails(details("TransactionCanceledException"))
        .build();
  }

  private static AwsErrorDetails details(String code) {
    return AwsErrorDetails.builder().errorCode(code).build();
  }
}
