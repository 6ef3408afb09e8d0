package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbha.replica.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Each operation is carried out or refused. */
class ClientModeOperationsTest {
  private static final Set<String> REFUSED =
      Set.of(
          "BatchExecuteStatement",
          "CreateGlobalTable",
          "DeleteResourcePolicy",
          "DisableKinesisStreamingDestination",
          "EnableKinesisStreamingDestination",
          "ExecuteStatement",
          "ExecuteTransaction",
          "ImportTable",
          "PutResourcePolicy",
          "RestoreTableFromBackup",
          "RestoreTableToPointInTime",
          "SearchVectors",
          "UpdateGlobalTable",
          "UpdateGlobalTableSettings",
          "UpdateKinesisStreamingDestination",
          "UpdateTableReplicaAutoScaling");

  @Test
  void operations_areAllCarriedOutOrRefused() {
    ClientOperations operations = new ClientOperations(modeThatRoutesNothing());
    Set<String> refused = new TreeSet<>();
    for (ServiceOperation<?, ?> operation : OperationTable.ALL) {
      if (isRefused(operations, operation)) {
        refused.add(operation.name());
      }
    }

    assertThat(refused).isEqualTo(new TreeSet<>(REFUSED));
  }

  private static <Q extends DynamoDbRequest, A extends DynamoDbResponse> boolean isRefused(
      ClientOperations operations, ServiceOperation<Q, A> operation) {
    Throwable thrown =
        catchThrowable(() -> operations.handler(operation).handle(emptyCall(operation)));
    if (thrown instanceof UnsupportedOperationException) {
      assertThat(thrown)
          .hasMessageStartingWith(
              operation.name() + " is not supported where the client replicates the table: ");
      return true;
    }
    return false;
  }

  private static <Q extends DynamoDbRequest, A extends DynamoDbResponse> Call<Q, A> emptyCall(
      ServiceOperation<Q, A> operation) {
    try {
      Class<Q> type = operation.call().requestType();
      Object builder = type.getMethod("builder").invoke(null);
      Q request = type.cast(((DynamoDbRequest.Builder) builder).build());
      return new Call<>(
          operation,
          request,
          CallOptions.DEFAULT,
          List.of(),
          operation.reading().test(request),
          Deadline.after(Duration.ZERO, System::nanoTime));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(operation.name(), e);
    }
  }

  /** Without regions: what is not refused has nowhere to go. */
  private static ClientMode modeThatRoutesNothing() {
    Regions none = new Regions(List.of());
    Routing routing =
        new Routing(
            new PageTokens(),
            new HedgePolicy(0),
            new HedgeTimer(System::nanoTime),
            new MissingTables(System::nanoTime),
            ClientListener.NONE);
    ReplicationSettings settings =
        new ReplicationSettings(
            io.github.dynamodbha.item.ItemFormat.DEFAULT,
            io.github.dynamodbha.protocol.Acknowledge.ONE,
            new io.github.dynamodbha.item.VersionClock(java.time.InstantSource.system(), 1));
    return new ClientMode(none, routing, settings, new Routed(none, routing));
  }
}
