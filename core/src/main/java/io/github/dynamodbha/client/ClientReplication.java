package io.github.dynamodbha.client;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Tables that the client replicates itself, by the write protocol: what is not among the {@link
 * ClientOperations} is refused.
 */
final class ClientReplication implements Replication {
  private final ClientOperations operations;

  ClientReplication(
      Regions regions, Routing routing, ReplicationSettings settings, Replication routed) {
    operations = new ClientOperations(new ClientMode(regions, routing, settings, routed));
  }

  @Override
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Call<Q, A> call) {
    try {
      return operations.handler(call.operation()).handle(call);
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }
}
