package io.github.dynamodbha.replica;

import static io.github.dynamodbha.replica.FailureClass.AMBIGUOUS;
import static io.github.dynamodbha.replica.FailureClass.ANSWER;
import static io.github.dynamodbha.replica.FailureClass.REGION_SICK;
import static io.github.dynamodbha.replica.FailureClass.TABLE_MISSING;
import static io.github.dynamodbha.replica.FailureClass.THROTTLED;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The one table that says what a failure means. The first row that fits decides.
 *
 * <p>Rows look for exceptions anywhere in the chain of causes, since the two HTTP clients wrap the
 * same trouble differently. Weights: what proves the region unusable (its name is unknown, a call's
 * whole time went by) suspends it at once, what a passing fault can cause needs several in a row. A
 * call that had little time proves nothing: {@link Failure#afterWaiting}.
 */
public final class FailureTable {
  private static final int PROOF = ReplicaHealth.SUSPENSION_SCORE;
  static final int SIGN = 1;
  private static final int NONE = 0;

  /** Causes beyond this depth are not looked at; real chains have fewer than ten. */
  private static final int MAX_CAUSES = 32;

  private static final Set<String> TABLE_MISSING_CODES =
      Set.of("ResourceNotFoundException", "TableNotFoundException");
  private static final Set<String> THROTTLING_CODES =
      Set.of(
          "ProvisionedThroughputExceededException",
          "ThrottlingException",
          "RequestLimitExceeded",
          "TransactionInProgressException",
          "TransactionConflictException");

  /** Source: the SDK's list of retryable codes; its InternalError is a server error here. */
  private static final Set<String> RETRYABLE_CODES =
      Set.of("RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete");

  /** Reasons of a cancelled transaction that pass by themselves; source: TransactWriteItems. */
  private static final Set<String> PASSING_REASONS =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  /** What a cancelled transaction says of an action that was in order. */
  private static final String NO_REASON = "None";

  private record Row(
      String reason,
      FailureClass failureClass,
      boolean mayHaveHappened,
      int weight,
      Predicate<Throwable> fits) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("no credentials", REGION_SICK, false, NONE, is(NoCredentialsException.class)),
          // Overtaken once in a while is nothing, overtaken nearly always is a region that hangs.
          new Row("overtaken", REGION_SICK, true, SIGN, is(OvertakenException.class)),
          new Row("silent", AMBIGUOUS, true, SIGN, is(SilentException.class)),
          new Row("table missing", TABLE_MISSING, false, NONE, code(TABLE_MISSING_CODES)),
          new Row("throttled", THROTTLED, false, NONE, FailureTable::isThrottling),
          new Row("server error", REGION_SICK, true, SIGN, FailureTable::isServerError),
          // A request may bring a provider of its own, whose failures are not marked.
          new Row("no credentials", REGION_SICK, false, NONE, FailureTable::isOfAnotherService),
          new Row("unreadable answer", REGION_SICK, true, SIGN, FailureTable::isUnreadable),
          new Row("refused by DynamoDB", ANSWER, false, NONE, is(AwsServiceException.class)),
          // The SDK's threads are gone, whatever the call was doing.
          new Row("closed", REGION_SICK, true, NONE, FailureTable::isClosed),
          new Row("interrupted", ANSWER, true, NONE, named("AbortedException")),
          new Row("unknown host", REGION_SICK, false, PROOF, is(UnknownHostException.class)),
          new Row("timed out", AMBIGUOUS, false, NONE, is(NotSentException.class)),
          // Says that this process asks too much at once, and nothing of the region.
          new Row("pool exhausted", REGION_SICK, false, NONE, FailureTable::isPoolExhausted),
          new Row("connect timed out", REGION_SICK, false, SIGN, named("ConnectTimeoutException")),
          new Row("connection refused", REGION_SICK, false, SIGN, is(ConnectException.class)),
          new Row("no route", REGION_SICK, false, SIGN, is(NoRouteToHostException.class)),
          new Row("TLS failed", REGION_SICK, false, SIGN, is(SSLException.class)),
          new Row("no credentials", REGION_SICK, false, NONE, FailureTable::isCredentials),
          new Row("timed out", AMBIGUOUS, true, PROOF, is(ApiCallTimeoutException.class)),
          new Row("timed out", AMBIGUOUS, true, PROOF, is(ApiCallAttemptTimeoutException.class)),
          new Row("read timed out", AMBIGUOUS, true, PROOF, is(SocketTimeoutException.class)),
          new Row("timed out", AMBIGUOUS, true, PROOF, is(TimeoutException.class)),
          new Row("connection lost", REGION_SICK, true, SIGN, is(java.io.IOException.class)),
          new Row("client failed", REGION_SICK, true, SIGN, is(SdkClientException.class)),
          new Row("refused by the client", ANSWER, false, NONE, any -> true));

  private FailureTable() {}

  /**
   * Classifies what a call threw; wrappers of futures are taken off. The last of its attempts
   * decides, but for whether it may have happened: where the region answers the last one, each of
   * them may say that.
   *
   * <p>Not where the region can't be reached any more: when it dies, its idle connections die with
   * it, and every call on one of them is a lost connection first and a refused one then.
   */
  public static Failure classify(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    Row row = row(cause);
    return new Failure(
        row.failureClass(),
        row.reason(),
        row.mayHaveHappened()
            || (cause instanceof AwsServiceException && UnclearAttemptException.isIn(cause)),
        row.weight(),
        cause);
  }

  private static Row row(Throwable cause) {
    return ROWS.stream().filter(row -> row.fits().test(cause)).findFirst().orElseThrow();
  }

  /** True if the last attempt did not reach the region at all, whatever was to be sent. */
  static boolean isOfConnecting(Throwable cause) {
    Row row = row(cause);
    return row.failureClass() == REGION_SICK && !row.mayHaveHappened() && row.weight() > NONE;
  }

  /**
   * True if the same request may well succeed in the same region a moment later.
   *
   * <p>The SDK's own rules, but for what speaks against the region: then another one is asked.
   */
  static boolean isWorthRetrying(Throwable thrown) {
    Failure failure = classify(thrown);
    return switch (failure.reason()) {
      // A connection that the server closed while it was idle fails on its next use.
      case "throttled", "connection lost" -> true;
      // The SDK signs again by the region's clock, which came with the refusal.
      case "refused by DynamoDB" ->
          isClockSkew(failure.cause())
              || code(RETRYABLE_CODES).test(failure.cause())
              || isRetryable(failure.cause());
      // An answer that was garbled on its way, such as one with a wrong checksum.
      case "client failed" -> isRetryable(failure.cause());
      default -> false;
    };
  }

  private static boolean isClockSkew(Throwable thrown) {
    return thrown instanceof SdkServiceException service && service.isClockSkewException();
  }

  private static boolean isRetryable(Throwable thrown) {
    return thrown instanceof SdkException sdk && sdk.retryable();
  }

  static boolean isServerError(Throwable thrown) {
    return thrown instanceof AwsServiceException service && service.statusCode() >= 500;
  }

  static boolean isThrottling(Throwable thrown) {
    return thrown instanceof AwsServiceException service
        && (service.isThrottlingException()
            || code(THROTTLING_CODES).test(service)
            || (service instanceof TransactionCanceledException cancelled && isPassing(cancelled)));
  }

  /** True if nothing but capacity or another transaction stood in the way. */
  private static boolean isPassing(TransactionCanceledException cancelled) {
    List<String> reasons =
        cancelled.cancellationReasons().stream()
            .map(reason -> Objects.requireNonNullElse(reason.code(), NO_REASON))
            .filter(reason -> !reason.equals(NO_REASON))
            .toList();
    return !reasons.isEmpty() && PASSING_REASONS.containsAll(reasons);
  }

  /** The JDK's, Netty's and Apache's words for it; our own queue rejects what it has not sent. */
  private static boolean isClosed(Throwable thrown) {
    return is(ClosedException.class)
        .or(message("connection pool shut down"))
        .or(message("[shutting down"))
        .or(message("[terminated"))
        .or(message("event executor terminated"))
        .test(thrown);
  }

  private static boolean isPoolExhausted(Throwable thrown) {
    return is(RejectedExecutionException.class)
        .or(named("ConnectionRequestTimeoutException"))
        .or(named("ConnectionPoolTimeoutException"))
        .or(message("acquire operation"))
        .test(thrown);
  }

  private static boolean isCredentials(Throwable thrown) {
    return message("unable to load credentials").or(message("credentials")).test(thrown)
        && thrown instanceof SdkClientException;
  }

  /** STS and the like, asked for credentials: it says nothing of the region. */
  private static boolean isOfAnotherService(Throwable thrown) {
    return thrown instanceof AwsServiceException && !(thrown instanceof DynamoDbException);
  }

  /** A reply that was cut off has none. */
  static @Nullable String errorCode(AwsServiceException service) {
    return service.awsErrorDetails() == null ? null : service.awsErrorDetails().errorCode();
  }

  /** Modeled exceptions made by hand, as in tests, have a type instead of a code. */
  private static boolean isUnreadable(Throwable thrown) {
    return thrown instanceof AwsServiceException service
        && errorCode(service) == null
        && service.getClass() == DynamoDbException.class;
  }

  private static Predicate<Throwable> code(Set<String> codes) {
    return thrown ->
        thrown instanceof AwsServiceException service
            && errorCode(service) != null
            && codes.contains(errorCode(service));
  }

  private static Predicate<Throwable> is(Class<? extends Throwable> type) {
    return anyCause(type::isInstance);
  }

  /** By name, for the HTTP clients' own exceptions, which differ between the two and over time. */
  private static Predicate<Throwable> named(String simpleName) {
    return anyCause(cause -> cause.getClass().getSimpleName().endsWith(simpleName));
  }

  private static Predicate<Throwable> message(String part) {
    return anyCause(
        cause ->
            cause.getMessage() != null
                && cause.getMessage().toLowerCase(Locale.ROOT).contains(part));
  }

  private static Predicate<Throwable> anyCause(Predicate<Throwable> test) {
    return thrown -> {
      Throwable cause = thrown;
      for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
        if (test.test(cause)) {
          return true;
        }
        cause = cause.getCause();
      }
      return false;
    };
  }

  static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
