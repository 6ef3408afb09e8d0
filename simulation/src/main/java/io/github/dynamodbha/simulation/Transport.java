package io.github.dynamodbha.simulation;

import io.github.dynamodbha.replica.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Takes a call to one region, as the SDK's client does. */
@FunctionalInterface
public interface Transport {
  /**
   * Makes a call.
   *
   * @param remaining after which it ends in any case
   */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Operation<Q, A> operation, Q request, Duration remaining);
}
