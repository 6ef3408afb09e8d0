package io.github.dynamodbha.sync;

import io.github.dynamodbha.replica.DigestPage;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Where the pages of one replica's scan come from. Thread-safe. */
@FunctionalInterface
interface PageSource {
  /**
   * Asks for a page.
   *
   * @param start where it starts: what the page before named as next, or null for the first
   */
  CompletableFuture<Reply<DigestPage>> page(
      int segment, int segments, @Nullable Map<String, AttributeValue> start);

  /** Makes the source of a replica's pages. */
  @FunctionalInterface
  interface Factory {
    PageSource of(ReplicaItems items, Set<String> timeToLiveAttributes);
  }

  /** The replica's own Scan. */
  static PageSource of(ReplicaItems items, Set<String> timeToLiveAttributes) {
    return (segment, segments, start) ->
        items.scanDigests(
            ScanRequest.builder()
                .segment(segment)
                .totalSegments(segments)
                .exclusiveStartKey(start)
                .build(),
            timeToLiveAttributes,
            items.replica().newDeadline());
  }
}
