package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.protocol.Outcomes;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Removes an item from every replica, suspended ones included, without condition or tombstone. */
final class PermanentDelete {
  private final String table;
  private final List<ReplicaItems> replicas;

  PermanentDelete(String table, List<ReplicaItems> replicas) {
    this.table = table;
    this.replicas = replicas;
  }

  CompletableFuture<WriteResult> delete(ItemKey key, Deadline deadline) {
    List<CompletableFuture<Reply<Boolean>>> calls =
        replicas.stream().map(replica -> replica.remove(key, deadline)).toList();
    return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
        .thenApply(done -> result(calls.stream().map(CompletableFuture::join).toList()));
  }

  private WriteResult result(List<Reply<Boolean>> replies) {
    Map<String, Failure> failures = Outcomes.failures(replies);
    List<String> removed =
        replies.stream().filter(Reply.Answered.class::isInstance).map(Reply::region).toList();
    if (removed.isEmpty()) {
      throw Outcomes.noneWrote("The permanent delete", table, failures, TableErrors.INSTANCE);
    }
    return new WriteResult(null, removed, Outcomes.causes(failures), null);
  }
}
