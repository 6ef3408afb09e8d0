package io.github.dynamodbha.client;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Carries out the calls of those tables that one {@link ReplicationMode} is chosen for. */
interface Replication {
  /**
   * Carries out a call.
   *
   * @return completes with the answer, or with the exception that the caller is to get; in the
   *     synchronous face it is best completed already, by work on the calling thread
   */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Call<Q, A> call);
}
