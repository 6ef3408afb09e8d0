package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.TableFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The pages of one replica's table, as items or as digests; see {@link ReplicaItems}. */
final class ReplicaScans {
  private final Replica replica;
  private final TableFormat format;
  private final @Nullable ReturnConsumedCapacity capacity;

  ReplicaScans(Replica replica, TableFormat format, @Nullable ReturnConsumedCapacity capacity) {
    this.replica = replica;
    this.format = format;
    this.capacity = capacity;
  }

  CompletableFuture<Reply<ScanPage>> pages(ScanRequest request, Deadline deadline) {
    return replica
        .call(Operation.SCAN, ours(request), deadline)
        .thenApply(
            reply ->
                Replies.convert(
                    reply,
                    answer ->
                        new ScanPage(
                            answer.items().stream().map(format::copyOf).toList(),
                            next(answer),
                            Replies.units(answer.consumedCapacity()))));
  }

  CompletableFuture<Reply<DigestPage>> digests(
      ScanRequest request, Set<String> extraAttributes, Deadline deadline) {
    DigestedScan scan = new DigestedScan(format, Set.copyOf(extraAttributes));
    return replica
        .call(Operation.SCAN, scan.on(ours(request)), deadline)
        .thenApply(
            reply ->
                Replies.convert(
                    reply,
                    answer ->
                        new DigestPage(
                            scan.items(answer.items()),
                            next(answer),
                            Replies.units(answer.consumedCapacity()))));
  }

  private ScanRequest ours(ScanRequest request) {
    return request.toBuilder()
        .tableName(replica.tableName())
        .returnConsumedCapacity(capacity)
        .build();
  }

  private static @Nullable Map<String, AttributeValue> next(ScanResponse answer) {
    return answer.hasLastEvaluatedKey() && !answer.lastEvaluatedKey().isEmpty()
        ? answer.lastEvaluatedKey()
        : null;
  }
}
