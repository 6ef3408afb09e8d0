package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Replica;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * A {@code DynamoDbClient} over two or more regions: a drop-in for the AWS SDK's own.
 *
 * <pre>{@code
 * DynamoDbClient client =
 *     HighlyAvailableDynamoDbClient.builder()
 *         .regions("us-east-1", "us-west-2")
 *         .replication(ReplicationMode.GLOBAL_TABLES)
 *         .build();
 * }</pre>
 *
 * <p>What one region answers of its own, such as a failed condition, is thrown as the SDK's client
 * throws it. Where no region answers, or it is not known whether a write happened, a {@link
 * RegionsFailedException} holds what each of them said. A thread that is interrupted gets an {@code
 * AbortedException}, as from the SDK. Thread-safe. Close it to free all regions' connections and
 * threads.
 *
 * <p>A call is refused before anything is sent, by an {@link UnsupportedOperationException} if it
 * can't be done safely with the table's {@link ReplicationMode} or its {@link CallOptions} ask for
 * what that lacks, by an {@link IllegalArgumentException} if it names a region that the client does
 * not have or an attribute that is the client's own, by an {@code SdkClientException} if it is
 * bound to a region that is excluded, and by an {@link IllegalStateException} once the client is
 * closed.
 */
public final class HighlyAvailableDynamoDbClient extends BackupCalls {
  private final Router router;
  private final CallOptions options;
  private final boolean view;

  private HighlyAvailableDynamoDbClient(Router router, CallOptions options, boolean view) {
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
  public HighlyAvailableDynamoDbClient withOptions(CallOptions newOptions) {
    return new HighlyAvailableDynamoDbClient(router, newOptions.over(options), true);
  }

  @Override
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> A call(
      ServiceOperation<Q, A> operation, Q request) {
    return Waiting.callAndWait(router, operation, request, options);
  }

  @Override
  public DynamoDbWaiter waiter() {
    return DynamoDbWaiter.builder().client(this).build();
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
    return "HighlyAvailableDynamoDbClient" + router.regions();
  }

  /** Builds a {@link HighlyAvailableDynamoDbClient}; not thread-safe. */
  public static final class Builder extends ClientBuilder<Builder, HighlyAvailableDynamoDbClient> {
    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    @Override
    public HighlyAvailableDynamoDbClient build() {
      return new HighlyAvailableDynamoDbClient(
          router(Replica.Face.SYNC), CallOptions.DEFAULT, false);
    }
  }
}
