package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** What the two faces share: gives every call its deadline and the replication of its tables. */
final class Router implements AutoCloseable {
  private final Regions regions;
  private final TableModes modes;
  private final Duration timeout;
  private final LongSupplier nanoTime;
  private final @Nullable ExclusionWatch exclusions;
  private final KeepWarm keepWarm;
  private volatile boolean closed;

  Router(
      Regions regions,
      TableModes modes,
      Duration timeout,
      LongSupplier nanoTime,
      @Nullable ExclusionWatch exclusions) {
    this.exclusions = exclusions;
    this.keepWarm = new KeepWarm(regions.states()).start();
    this.regions = regions;
    this.modes = modes;
    this.timeout = timeout;
    this.nanoTime = nanoTime;
  }

  Regions regions() {
    return regions;
  }

  /**
   * Starts a call; the future completes with the answer, or as the caller's call is to fail.
   *
   * @param options those of the client, which the request's own stand above
   * @throws NullPointerException if there is no request
   */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      ServiceOperation<Q, A> operation, Q request, CallOptions options) {
    if (closed) {
      return CompletableFuture.failedFuture(
          new IllegalStateException(
              operation.name() + " was not sent: the client is closed; make another"));
    }
    Duration time =
        request
            .overrideConfiguration()
            .flatMap(RequestOverrideConfiguration::apiCallTimeout)
            .orElse(timeout);
    Call<Q, A> call =
        new Call<>(
            operation,
            request,
            CallOptions.of(request).over(Newest.whereItCan(operation, options)),
            operation.tables().apply(request),
            operation.reading().test(request),
            Deadline.after(time, nanoTime));
    try {
      return modes.of(call).call(call);
    } catch (SdkClientException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /** Frees all regions' connections and threads; calls under way fail. */
  @Override
  public void close() {
    closed = true;
    if (exclusions != null) {
      exclusions.close();
    }
    keepWarm.close();
    regions.states().forEach(region -> region.connection().close());
  }
}
