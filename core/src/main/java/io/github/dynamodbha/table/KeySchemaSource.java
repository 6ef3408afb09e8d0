package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;

/**
 * The table's key schema: given by the caller, or asked of the replicas when it is first needed and
 * then kept. Any one replica that answers is enough. Thread-safe.
 */
final class KeySchemaSource {
  private final String table;
  private final List<Replica> replicas;
  private final ItemFormat items;
  private final AtomicReference<@Nullable CompletableFuture<TableFormat>> known =
      new AtomicReference<>();

  KeySchemaSource(
      String table, List<Replica> replicas, ItemFormat items, @Nullable KeySchema given) {
    this.table = table;
    this.replicas = replicas;
    this.items = items;
    if (given != null) {
      known.set(CompletableFuture.completedFuture(new TableFormat(given, items)));
    }
  }

  /** The format; asks the replicas if nobody has yet, or if all who did got no answer. */
  CompletableFuture<TableFormat> get() {
    CompletableFuture<TableFormat> current = known.get();
    if (current != null && !current.isCompletedExceptionally()) {
      return current;
    }
    CompletableFuture<TableFormat> asked = new CompletableFuture<>();
    if (!known.compareAndSet(current, asked)) {
      return get();
    }
    List<CompletableFuture<Reply<DescribeTableResponse>>> calls =
        replicas.stream().map(KeySchemaSource::describe).toList();
    // The first good answer wins; the last bad one, if there was no good one, fails it.
    calls.forEach(call -> complete(asked, call));
    CompletableFuture<?> unused =
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
            .thenRun(() -> fail(asked, calls.stream().map(CompletableFuture::join).toList()));
    return asked;
  }

  private void complete(
      CompletableFuture<TableFormat> asked, CompletableFuture<Reply<DescribeTableResponse>> call) {
    CompletableFuture<?> unused =
        call.thenAccept(
                reply -> {
                  if (reply instanceof Reply.Answered<DescribeTableResponse> answered) {
                    asked.complete(new TableFormat(KeySchema.of(answered.answer().table()), items));
                  }
                })
            .exceptionally(
                unusable -> {
                  asked.completeExceptionally(unusable);
                  return null;
                });
  }

  private void fail(
      CompletableFuture<TableFormat> asked, List<Reply<DescribeTableResponse>> replies) {
    if (!asked.isDone()) {
      asked.completeExceptionally(
          Outcomes.noneCarriedOut("DescribeTable", table, Outcomes.failures(replies)));
    }
  }

  private static CompletableFuture<Reply<DescribeTableResponse>> describe(Replica replica) {
    return replica.call(
        Operation.DESCRIBE_TABLE,
        DescribeTableRequest.builder().tableName(replica.tableName()).build(),
        replica.newDeadline());
  }
}
