package io.github.dynamodbha.replica;

import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * A region within the process whose calls end when a test says so, on the thread that says it. The
 * connection around it is the product's own, over a timer that never goes off. Thread-safe.
 */
public final class HeldCalls implements RegionClient {
  private final Queue<CompletableFuture<DynamoDbResponse>> underWay = new ConcurrentLinkedQueue<>();

  /** The product's connection to it. */
  public RegionConnection connection(
      String region, LongSupplier nanoTime, Health reads, Health writes, CallObserver observer) {
    return new RegionConnection(
        ReplicaSettings.builder()
            .region(region)
            .endpointOverride(URI.create("http://" + region + ".invalid"))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build(),
        ConnectionSettings.DEFAULT,
        ConnectionSettings.DEFAULT.timeout(),
        Replica.Face.ASYNC,
        nanoTime,
        Stopped.TIMER,
        reads,
        writes,
        observer,
        null,
        onThrottling -> this);
  }

  /** Answers the call that came first; false if none is under way. */
  public boolean answer(DynamoDbResponse answer) {
    CompletableFuture<DynamoDbResponse> call = underWay.poll();
    return call != null && call.complete(answer);
  }

  /** Fails the call that came first; false if none is under way. */
  public boolean fail(Throwable failure) {
    CompletableFuture<DynamoDbResponse> call = underWay.poll();
    return call != null && call.completeExceptionally(failure);
  }

  @Override
  @SuppressWarnings("unchecked") // A test answers each request with its own response.
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Operation<Q, A> operation,
      Q request,
      Deadline deadline,
      Dispatch dispatch,
      @Nullable Leg leg) {
    CompletableFuture<DynamoDbResponse> call = new CompletableFuture<>();
    underWay.add(call);
    return (CompletableFuture<A>) call;
  }

  @Override
  public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
    throw new UnsupportedOperationException("There is no SDK client");
  }

  @Override
  public void close() {}

  private enum Stopped implements Timer {
    TIMER;

    private static final Executor NEVER = task -> {};

    @Override
    public Executor after(Duration delay) {
      return NEVER;
    }

    @Override
    public Executor onTimerAfter(Duration delay) {
      return NEVER;
    }

    @Override
    public Executor threads() {
      return Runnable::run;
    }

    @Override
    public void complete(CompletableFuture<Void> future, Duration delay) {}
  }
}
