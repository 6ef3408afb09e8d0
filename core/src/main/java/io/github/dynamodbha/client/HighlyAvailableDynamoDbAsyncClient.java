package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Replica;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbAsyncWaiter;

/**
 * A {@code DynamoDbAsyncClient} over two or more regions: a drop-in for the AWS SDK's own.
 *
 * <pre>{@code
 * DynamoDbAsyncClient client =
 *     HighlyAvailableDynamoDbAsyncClient.builder()
 *         .regions("us-east-1", "us-west-2")
 *         .replication(ReplicationMode.GLOBAL_TABLES)
 *         .build();
 * }</pre>
 *
 * <p>What one region answers of its own, such as a failed condition, fails the future as the SDK's
 * client does. Where no region answers, or it is not known whether a write happened, a {@link
 * RegionsFailedException} holds what each of them said. Thread-safe. Close it to free all regions'
 * connections and threads.
 *
 * <p>A call is refused before anything is sent, its future failing with an {@link
 * UnsupportedOperationException} if it can't be done safely with the table's {@link
 * ReplicationMode} or its {@link CallOptions} ask for what that lacks, by an {@link
 * IllegalArgumentException} if it names a region that the client does not have or an attribute that
 * is the client's own, by an {@code SdkClientException} if it is bound to a region that is
 * excluded, and by an {@link IllegalStateException} once the client is closed.
 *
 * <p>What follows a future runs on the thread that completes it: the caller's, if the call ended
 * before it was made; mostly one of the SDK's for that region; one named {@code
 * dynamodb-ha-timer-N} if its time was over. As with the SDK's client, code that blocks belongs on
 * an executor of its own ({@code thenApplyAsync}).
 */
public final class HighlyAvailableDynamoDbAsyncClient extends AsyncBackupCalls {
  private final Router router;
  private final CallOptions options;
  private final boolean view;

  private HighlyAvailableDynamoDbAsyncClient(Router router, CallOptions options, boolean view) {
    this.router = router;
    this.options = options;
    this.view = view;
  }

  /** Starts a client. */
  public static Builder builder() {
    return new Builder();
  }

  /** The regions, to see and change which are used. */
  public Regions regions() {
    return router.regions();
  }

  /**
   * A view of this client, with its connections and breakers, whose calls have these options unless
   * a request has others of its own; for libraries that make the requests themselves. What the
   * options don't say is as in this client. {@link CallOptions#readStrategy} holds for the
   * operations that can heed it.
   *
   * <p>Closing the view does nothing; it is closed with this client.
   */
  public HighlyAvailableDynamoDbAsyncClient withOptions(CallOptions newOptions) {
    return new HighlyAvailableDynamoDbAsyncClient(router, newOptions.over(options), true);
  }

  @Override
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      ServiceOperation<Q, A> operation, Q request) {
    return router.call(operation, request, options);
  }

  @Override
  public DynamoDbAsyncWaiter waiter() {
    return DynamoDbAsyncWaiter.builder().client(this).build();
  }

  /** The configuration of the first region's client. */
  @Override
  public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
    return router.regions().states().get(0).connection().serviceClientConfiguration();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    if (!view) {
      router.close();
    }
  }

  @Override
  public String toString() {
    return "HighlyAvailableDynamoDbAsyncClient" + router.regions();
  }

  /** Builds a {@link HighlyAvailableDynamoDbAsyncClient}; not thread-safe. */
  public static final class Builder
      extends ClientBuilder<Builder, HighlyAvailableDynamoDbAsyncClient> {
    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    @Override
    public HighlyAvailableDynamoDbAsyncClient build() {
      return new HighlyAvailableDynamoDbAsyncClient(
          router(Replica.Face.ASYNC), CallOptions.DEFAULT, false);
    }
  }
}
