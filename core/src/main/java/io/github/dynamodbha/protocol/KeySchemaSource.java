package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;

/**
 * The table's key schema: given by the caller, or asked of the replicas when it is first needed and
 * then kept. Any one replica that answers is enough; the others get a moment more, so that regions
 * with different keys are found out before anything is written. Thread-safe.
 */
public final class KeySchemaSource {
  /** Regions differ in distance, not by more than this; a sick one is not waited for. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final String table;
  private final List<Replica> replicas;
  private final ItemFormat items;
  private final CallErrors errors;
  private final AtomicReference<@Nullable CompletableFuture<TableFormat>> known =
      new AtomicReference<>();

  /**
   * Makes a source.
   *
   * @param given the schema, or null to ask for it
   */
  public KeySchemaSource(
      String table,
      List<Replica> replicas,
      ItemFormat items,
      @Nullable KeySchema given,
      CallErrors errors) {
    this.errors = errors;
    this.table = table;
    this.replicas = replicas;
    this.items = items;
    if (given != null) {
      known.set(CompletableFuture.completedFuture(new TableFormat(given, items)));
    }
  }

  /** The format; asks the replicas if nobody has yet, or if all who did got no answer. */
  public CompletableFuture<TableFormat> get() {
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
    CompletableFuture<Void> enough =
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
    CompletableFuture<Void> end = enough.copy();
    for (CompletableFuture<Reply<DescribeTableResponse>> call : calls) {
      CompletableFuture<?> unused =
          call.thenAccept(
              reply -> {
                if (reply instanceof Reply.Answered<DescribeTableResponse>) {
                  replicas.get(0).timer().complete(end, PATIENCE);
                }
              });
    }
    CompletableFuture<?> unused =
        end.thenRun(() -> decide(asked, calls))
            .exceptionally(
                unusable -> {
                  asked.completeExceptionally(Futures.unwrap(unusable));
                  return null;
                });
    return asked;
  }

  private void decide(
      CompletableFuture<TableFormat> asked,
      List<CompletableFuture<Reply<DescribeTableResponse>>> calls) {
    Map<String, KeySchema> schemas = new LinkedHashMap<>();
    List<Reply<DescribeTableResponse>> replies = new ArrayList<>();
    for (CompletableFuture<Reply<DescribeTableResponse>> call : calls) {
      Reply<DescribeTableResponse> reply = call.getNow(null);
      if (reply instanceof Reply.Answered<DescribeTableResponse> answered) {
        schemas.put(reply.region(), KeySchema.of(answered.answer().table()));
      } else if (reply != null) {
        replies.add(reply);
      }
    }
    if (schemas.isEmpty()) {
      throw Outcomes.noneCarriedOut("DescribeTable", table, Outcomes.failures(replies), errors);
    }
    KeySchema first = schemas.values().iterator().next();
    if (schemas.values().stream().anyMatch(schema -> !schema.equals(first))) {
      throw new KeySchemaMismatchException(table, schemas);
    }
    asked.complete(new TableFormat(first, items));
  }

  /** A passing 5xx gets one more try, since the other regions may have the same. */
  private static CompletableFuture<Reply<DescribeTableResponse>> describe(Replica replica) {
    Deadline deadline = replica.newDeadline();
    return describe(replica, deadline)
        .thenCompose(
            reply ->
                reply instanceof Reply.Failed<DescribeTableResponse> failed
                        && failed.failure().isServerError()
                    ? describe(replica, deadline)
                    : CompletableFuture.completedFuture(reply));
  }

  private static CompletableFuture<Reply<DescribeTableResponse>> describe(
      Replica replica, Deadline deadline) {
    return replica.call(
        Operation.DESCRIBE_TABLE,
        DescribeTableRequest.builder().tableName(replica.tableName()).build(),
        deadline);
  }
}
