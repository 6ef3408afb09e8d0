package io.github.dynamodbha.table;

import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** Asks every region about the table, or creates it there. */
final class TableAdministration {
  private final List<Replica> replicas;

  TableAdministration(List<Replica> replicas) {
    this.replicas = replicas;
  }

  CompletableFuture<List<ReplicaStatus>> status() {
    return everywhere(this::describe);
  }

  CompletableFuture<List<ReplicaStatus>> create(Consumer<CreateTableRequest.Builder> request) {
    return everywhere(replica -> create(replica, request));
  }

  private CompletableFuture<ReplicaStatus> create(
      Replica replica, Consumer<CreateTableRequest.Builder> request) {
    CreateTableRequest create =
        CreateTableRequest.builder().applyMutation(request).tableName(replica.tableName()).build();
    return replica
        .call(Operation.CREATE_TABLE, create, replica.newDeadline())
        .thenCompose(
            reply -> {
              if (reply instanceof Reply.Answered<CreateTableResponse> answered) {
                return CompletableFuture.completedFuture(
                    new ReplicaStatus(
                        replica.region(),
                        replica.endpoint(),
                        reply.latency(),
                        answered.answer().tableDescription(),
                        null));
              }
              Throwable cause = ((Reply.Failed<CreateTableResponse>) reply).failure().cause();
              return cause instanceof ResourceInUseException
                  ? describe(replica)
                  : CompletableFuture.completedFuture(failed(replica, reply, cause));
            });
  }

  private CompletableFuture<ReplicaStatus> describe(Replica replica) {
    DescribeTableRequest request =
        DescribeTableRequest.builder().tableName(replica.tableName()).build();
    return replica
        .call(Operation.DESCRIBE_TABLE, request, replica.newDeadline())
        .thenApply(
            reply ->
                reply instanceof Reply.Failed<?> failed
                    ? failed(replica, reply, failed.failure().cause())
                    : new ReplicaStatus(
                        replica.region(),
                        replica.endpoint(),
                        reply.latency(),
                        ((Reply.Answered<
                                    software.amazon.awssdk.services.dynamodb.model
                                        .DescribeTableResponse>)
                                reply)
                            .answer()
                            .table(),
                        null));
  }

  private static ReplicaStatus failed(Replica replica, Reply<?> reply, Throwable cause) {
    return new ReplicaStatus(replica.region(), replica.endpoint(), reply.latency(), null, cause);
  }

  private CompletableFuture<List<ReplicaStatus>> everywhere(
      Function<Replica, CompletableFuture<ReplicaStatus>> call) {
    List<CompletableFuture<ReplicaStatus>> calls = replicas.stream().map(call).toList();
    return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
        .thenApply(done -> calls.stream().map(CompletableFuture::join).toList());
  }
}
