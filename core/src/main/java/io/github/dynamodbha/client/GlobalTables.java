package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Tables that AWS replicates: every call is routed as it is, if one region can do what it asks. */
final class GlobalTables implements Replication {
  private final Replication routed;

  GlobalTables(Replication routed) {
    this.routed = routed;
  }

  @Override
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Call<Q, A> call) {
    CallOptions options = call.options();
    if (call.reading() && options.readStrategy() == ReadStrategy.NEWEST) {
      return refuse(call, "ReadStrategy.NEWEST", "readStrategy");
    }
    Acknowledge acknowledge = options.acknowledge();
    if (!call.reading() && acknowledge != null && acknowledge != Acknowledge.ONE) {
      return refuse(call, "Acknowledge." + acknowledge, "acknowledge");
    }
    return routed.call(call);
  }

  private static <A> CompletableFuture<A> refuse(Call<?, ?> call, String value, String option) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException(
            call.describe()
                + " asks for "
                + value
                + ", but AWS replicates its table, so that the client goes to one region only:"
                + " leave "
                + option
                + " out, or let the client replicate the table (ReplicationMode.CLIENT)"));
  }
}
