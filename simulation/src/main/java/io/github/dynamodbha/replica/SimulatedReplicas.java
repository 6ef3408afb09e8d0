package io.github.dynamodbha.replica;

import io.github.dynamodbha.simulation.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Makes the product's own replicas over another transport than the SDK's. */
public final class SimulatedReplicas {
  private SimulatedReplicas() {}

  /** Where a replica is. */
  public static ReplicaSettings settings(String region, String table) {
    return ReplicaSettings.builder()
        .region(region)
        .endpointOverride(java.net.URI.create("http://" + region + ".simulated"))
        .tableName(table)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }

  /** A replica whose calls go through a transport. */
  public static Replica of(
      ReplicaSettings settings,
      ConnectionSettings connections,
      LongSupplier nanoTime,
      Timer timer,
      RandomGenerator jitter,
      Transport transport) {
    ReplicaHealth health = new ReplicaHealth(nanoTime, jitter);
    RegionConnection connection =
        new RegionConnection(
            settings,
            connections,
            connections.timeout(),
            Replica.Face.ASYNC,
            nanoTime,
            timer,
            health,
            health,
            (operation, reply) -> {},
            null,
            onThrottling -> new Client(transport));
    return new Replica(connection, java.util.Objects.requireNonNull(settings.tableName()));
  }

  /** What the product's interceptor adds to an exception after an attempt without an answer. */
  public static void noteUnclearAttempt(RuntimeException thrown) {
    thrown.addSuppressed(new UnclearAttemptException());
  }

  private record Client(Transport transport) implements RegionClient {
    @Override
    public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
        Operation<Q, A> operation,
        Q request,
        Deadline deadline,
        Dispatch dispatch,
        @Nullable Leg leg) {
      Duration remaining = deadline.remaining();
      return remaining.isNegative() || remaining.isZero()
          ? CompletableFuture.failedFuture(new NotSentException())
          : transport.call(operation, request, remaining);
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
      throw new UnsupportedOperationException("A simulated region has no SDK client");
    }

    @Override
    public void close() {}
  }
}
