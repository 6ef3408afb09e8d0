package io.github.dynamodbha.replica;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** The asynchronous client, over Netty unless it is given another. */
final class AsyncRegionClient implements RegionClient {
  private static final long QUIET_MILLIS = 200;
  private static final long MAX_CLOSE_MILLIS = 5000;

  /** Enough to start calls on; none of these threads waits for an answer. */
  private static final int START_THREADS = 4;

  private final DynamoDbAsyncClient client;
  private final Duration legTimeout;
  private final SdkAsyncHttpClient httpClient;
  private final RegionPool starters;
  private final SdkEventLoopGroup threads = SdkEventLoopGroup.builder().build();

  AsyncRegionClient(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Duration legTimeout,
      Runnable onThrottling) {
    this.legTimeout = legTimeout;
    starters = new RegionPool(settings.region() + "-start", START_THREADS);
    httpClient = httpClient(settings, connections, legTimeout, threads);
    client =
        DynamoDbAsyncClient.builder()
            .region(Region.of(settings.region()))
            .applyMutation(
                builder -> {
                  if (settings.endpointOverride() != null) {
                    builder.endpointOverride(settings.endpointOverride());
                  }
                })
            .credentialsProvider(RegionCredentials.of(settings))
            .httpClient(httpClient)
            .overrideConfiguration(
                c ->
                    c.retryStrategy(RegionClient.retryStrategy(onThrottling))
                        .apiCallTimeout(legTimeout)
                        .addExecutionInterceptor(new AttemptsInterceptor()))
            .build();
  }

  private static SdkAsyncHttpClient httpClient(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Duration legTimeout,
      SdkEventLoopGroup threads) {
    SdkAsyncHttpClient.Builder<?> own = settings.asyncHttpClientBuilder();
    return own != null
        ? own.buildWithDefaults(connections.httpDefaults(legTimeout))
        : NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(threads)
            .maxConcurrency(connections.maxConnections())
            .maxPendingConnectionAcquires(RegionPool.MAX_WAITING_CALLS)
            .connectionTimeout(connections.connectTimeout())
            .connectionAcquisitionTimeout(RegionClient.acquisitionTimeout(legTimeout))
            .readTimeout(connections.timeout())
            .writeTimeout(connections.timeout())
            .build();
  }

  @Override
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Operation<Q, A> operation,
      Q request,
      Deadline deadline,
      Dispatch dispatch,
      @Nullable Leg leg) {
    return dispatch == Dispatch.REGION_THREAD
        ? starters.start(request, q -> start(operation, q, deadline))
        : start(operation, request, deadline);
  }

  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> start(
      Operation<Q, A> operation, Q request, Deadline deadline) {
    return operation.call(client, RegionClient.within(deadline, legTimeout, operation, request));
  }

  @Override
  public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
    return client.serviceClientConfiguration();
  }

  @Override
  public void close() {
    starters.close();
    client.close();
    httpClient.close();
    // In the background: the SDK would wait for two quiet seconds here, and all that is left to do
    // is to tell the last listeners.
    Future<?> unused =
        threads
            .eventLoopGroup()
            .shutdownGracefully(QUIET_MILLIS, MAX_CLOSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
