package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * The synchronous client over Apache HttpClient 5, with a bounded pool of threads for its region.
 */
final class SyncRegionClient implements RegionClient {
  private static final long IDLE_THREAD_SECONDS = 30;

  private final DynamoDbClient client;
  private final SdkHttpClient httpClient;
  private final ThreadPoolExecutor threads;
  private final BoundedDnsResolver dnsResolver;

  SyncRegionClient(ReplicaSettings settings, ConnectionSettings connections) {
    threads =
        new ThreadPoolExecutor(
            0,
            connections.maxConnections(),
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            // No queue: a region with every thread busy is exhausted, and says so at once.
            new SynchronousQueue<>(),
            new RegionThreads(settings.region()));
    dnsResolver = new BoundedDnsResolver(settings.region(), connections.connectTimeout());
    httpClient =
        Apache5HttpClient.builder()
            .maxConnections(connections.maxConnections())
            .connectionTimeout(connections.connectTimeout())
            .connectionAcquisitionTimeout(connections.connectTimeout())
            .socketTimeout(connections.timeout())
            .dnsResolver(dnsResolver)
            .build();
    client =
        DynamoDbClient.builder()
            .region(Region.of(settings.region()))
            .applyMutation(
                builder -> {
                  if (settings.endpointOverride() != null) {
                    builder.endpointOverride(settings.endpointOverride());
                  }
                })
            .credentialsProvider(settings.credentialsProvider())
            .httpClient(httpClient)
            .overrideConfiguration(c -> c.retryStrategy(RegionClient.retryStrategy()))
            .build();
  }

  @Override
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Operation<Q, A> operation, Q request, Duration timeout, Dispatch dispatch) {
    Q configured = operation.configure(request, c -> c.apiCallTimeout(timeout));
    if (dispatch == Dispatch.CALLING_THREAD) {
      return callNow(operation, configured);
    }
    return CompletableFuture.supplyAsync(() -> operation.call(client, configured), threads);
  }

  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> callNow(
      Operation<Q, A> operation, Q request) {
    try {
      return CompletableFuture.completedFuture(operation.call(client, request));
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  @Override
  public void close() {
    client.close();
    httpClient.close();
    threads.shutdownNow();
    dnsResolver.close();
  }
}
