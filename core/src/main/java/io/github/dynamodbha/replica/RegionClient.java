package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * The SDK client of one region, synchronous or asynchronous, with nothing shared between regions.
 */
interface RegionClient extends AutoCloseable {
  /** Attempts of one call in one region, the first included. */
  int MAX_ATTEMPTS = 3;

  /** Short: while one region backs off, the others wait for its leg. */
  Duration BASE_DELAY = Duration.ofMillis(20);

  Duration MAX_DELAY = Duration.ofMillis(500);

  int QUARTERS = 4;

  int ACQUISITION_QUARTERS = 3;

  /** How much later than its deadline a call may end that is sent as it is. */
  Duration MAX_OVERRUN = Duration.ofMillis(10);

  /**
   * Starts a call that ends, with whatever outcome, at its deadline or very soon after it. A call
   * whose deadline has passed when its turn comes is not sent, and fails with {@link
   * NotSentException}.
   *
   * @param leg ends a synchronous call on the calling thread when it is overtaken, or null
   * @throws java.util.concurrent.RejectedExecutionException if too many calls wait
   */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Operation<Q, A> operation,
      Q request,
      Deadline deadline,
      Dispatch dispatch,
      @Nullable Leg leg);

  /** The same, with no leg to overtake. */
  default <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Operation<Q, A> operation, Q request, Deadline deadline, Dispatch dispatch) {
    return call(operation, request, deadline, dispatch, null);
  }

  /** What the SDK client was made with. */
  DynamoDbServiceClientConfiguration serviceClientConfiguration();

  @Override
  void close();

  /**
   * The request with what is now left of its time; to be called on the thread that sends it. As it
   * is, if the client's own timeout says nearly the same: then nothing is copied.
   *
   * @param legTimeout the client's own timeout of a call
   */
  static <Q extends DynamoDbRequest> Q within(
      Deadline deadline, Duration legTimeout, Operation<Q, ?> operation, Q request) {
    Duration remaining = deadline.remaining();
    if (remaining.isNegative() || remaining.isZero()) {
      throw new NotSentException();
    }
    Duration late = legTimeout.minus(remaining);
    return !late.isNegative()
            && late.compareTo(MAX_OVERRUN) <= 0
            && request.overrideConfiguration().isEmpty()
        ? request
        : operation.configure(request, c -> c.apiCallTimeout(remaining));
  }

  /**
   * How long a call waits for a connection: as much of a call's time as a burst can do with. But it
   * must end before the call's own timeout, of which nobody could tell that nothing was sent. That
   * is not only for bursts: where connections are refused, the SDK's Netty client (2.54.15) never
   * ends one acquisition in ten by itself.
   */
  static Duration acquisitionTimeout(Duration legTimeout) {
    return legTimeout.multipliedBy(ACQUISITION_QUARTERS).dividedBy(QUARTERS);
  }

  /**
   * A strategy with a retry budget (the SDK's token bucket) of its own.
   *
   * @param onThrottling told of every attempt that was throttled
   */
  static RetryStrategy retryStrategy(Runnable onThrottling) {
    return StandardRetryStrategy.builder()
        .useClientDefaults(false)
        .maxAttempts(MAX_ATTEMPTS)
        .retryOnException(thrown -> isWorthRetrying(thrown, onThrottling))
        .treatAsThrottling(FailureTable::isThrottling)
        .backoffStrategy(BackoffStrategy.exponentialDelay(BASE_DELAY, MAX_DELAY))
        .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(BASE_DELAY, MAX_DELAY))
        .build();
  }

  private static boolean isWorthRetrying(Throwable thrown, Runnable onThrottling) {
    if (FailureTable.isThrottling(thrown)) {
      onThrottling.run();
    }
    Leg leg = Leg.current();
    return (leg == null || !leg.isOvertaken()) && FailureTable.isWorthRetrying(thrown);
  }
}
