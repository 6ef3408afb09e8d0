package io.github.dynamodbha.table;

import io.github.dynamodbha.protocol.Futures;
import io.github.dynamodbha.protocol.Misses;
import io.github.dynamodbha.protocol.Written;
import io.github.dynamodbha.replica.FailureTable;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Which regions missed writes of a table, as far as its own calls saw. Thread-safe. */
final class MissedWrites {
  private final String table;
  private final List<String> regions;
  private final Misses known = new Misses();

  MissedWrites(String table, List<String> regions) {
    this.table = table;
    this.regions = regions;
  }

  Misses known() {
    return known;
  }

  /** A write's result; it is noted which regions missed it, or may have. */
  CompletableFuture<WriteResult> result(CompletableFuture<Written> write) {
    return write
        .whenComplete(
            (written, failure) ->
                known.note(
                    table, failure == null ? written.missed().keySet() : mayHaveMissed(failure)))
        .thenApply(WriteResult::of);
  }

  private Collection<String> mayHaveMissed(Throwable failure) {
    return Futures.unwrap(failure) instanceof ReplicatedCallException failed
            && !surelyStoredNowhere(failed)
        ? regions.stream().filter(region -> !failed.storedIn().contains(region)).toList()
        : List.of();
  }

  private static boolean surelyStoredNowhere(ReplicatedCallException failed) {
    return failed instanceof NoRegionAvailableException
        && failed.causes().values().stream()
            .noneMatch(cause -> FailureTable.classify(cause).anyAttemptMayHaveHappened());
  }
}
