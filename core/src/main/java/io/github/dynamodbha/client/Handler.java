package io.github.dynamodbha.client;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Carries out the calls of one operation on tables that the client replicates itself. */
@FunctionalInterface
interface Handler<Q extends DynamoDbRequest, A extends DynamoDbResponse> {
  /**
   * Carries out a call.
   *
   * @throws UnsupportedOperationException if the call can't be done safely; nothing was sent
   * @throws IllegalArgumentException if it is bad in a way that DynamoDB does not know of
   */
  CompletableFuture<A> handle(Call<Q, A> call);
}
