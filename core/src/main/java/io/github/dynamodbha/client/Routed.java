package io.github.dynamodbha.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Every call goes to one region as it is, and to the next if that one fails. */
final class Routed implements Replication {
  private final Regions regions;
  private final Routing routing;
  private final Pin pin;

  Routed(Regions regions, Routing routing) {
    this.regions = regions;
    this.routing = routing;
    this.pin = new Pin(regions, routing.tokens());
  }

  @Override
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Call<Q, A> call) {
    RegionState only;
    try {
      only = pin.of(call);
    } catch (SdkClientException | IllegalArgumentException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    Call<Q, A> sent =
        call.reading()
            ? call
            : call.withRequest(RequestTokens.given(call.operation(), call.request()));
    return new RoutedCall<>(sent, only == null ? regions.states() : List.of(only), routing).start();
  }
}
