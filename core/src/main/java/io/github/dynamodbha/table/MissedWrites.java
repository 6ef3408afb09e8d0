package io.github.dynamodbha.table;

import io.github.dynamodbha.protocol.Futures;
import io.github.dynamodbha.protocol.Misses;
import io.github.dynamodbha.protocol.Written;
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
    if (Futures.unwrap(failure) instanceof ReplicatedCallException failed
        && !(failed instanceof NoRegionAvailableException)) {
      return regions.stream().filter(region -> !failed.storedIn().contains(region)).toList();
    }
    return List.of();
  }
}
