package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * The synchronous client, over Apache HttpClient 5 unless it is given another, with a bounded pool
 * of threads for its region.
 */
final class SyncRegionClient implements RegionClient {
  private final DynamoDbClient client;
  private final Duration legTimeout;
  private final SdkHttpClient httpClient;
  private final RegionPool threads;
  private final BoundedDnsResolver dnsResolver;

  SyncRegionClient(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Duration legTimeout,
      Runnable onThrottling) {
    this.legTimeout = legTimeout;
    threads = new RegionPool(settings.region(), connections.maxConnections());
    dnsResolver = new BoundedDnsResolver(settings.region(), connections.connectTimeout());
    httpClient = new LegHttpClient(httpClient(settings, connections, legTimeout, dnsResolver));
    client =
        DynamoDbClient.builder()
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
                        .addExecutionInterceptor(new AttemptsInterceptor())
                        .addExecutionInterceptor(new DigestingInterceptor()))
            .build();
  }

  private static SdkHttpClient httpClient(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Duration legTimeout,
      BoundedDnsResolver dnsResolver) {
    SdkHttpClient.Builder<?> own = settings.httpClientBuilder();
    return own != null
        ? own.buildWithDefaults(connections.httpDefaults(legTimeout))
        : Apache5HttpClient.builder()
            .maxConnections(connections.maxConnections())
            .connectionTimeout(connections.connectTimeout())
            .connectionAcquisitionTimeout(RegionClient.acquisitionTimeout(legTimeout))
            .socketTimeout(connections.timeout())
            .dnsResolver(dnsResolver)
            .build();
  }

  @Override
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Operation<Q, A> operation,
      Q request,
      Deadline deadline,
      Dispatch dispatch,
      @Nullable Leg leg) {
    if (dispatch == Dispatch.REGION_THREAD) {
      return threads.run(() -> callNow(operation, request, deadline));
    }
    try {
      return CompletableFuture.completedFuture(
          leg == null
              ? callNow(operation, request, deadline)
              : callNow(operation, request, deadline, leg));
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> A callNow(
      Operation<Q, A> operation, Q request, Deadline deadline, Leg leg) {
    Leg.enter(leg);
    try {
      return callNow(operation, request, deadline);
    } catch (RuntimeException failure) {
      throw leg.isOvertaken() ? new OvertakenException(failure) : failure;
    } finally {
      Leg.exit();
    }
  }

  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> A callNow(
      Operation<Q, A> operation, Q request, Deadline deadline) {
    return operation.call(client, RegionClient.within(deadline, legTimeout, operation, request));
  }

  @Override
  public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
    return client.serviceClientConfiguration();
  }

  @Override
  public void close() {
    client.close();
    httpClient.close();
    threads.close();
    dnsResolver.close();
  }
}
