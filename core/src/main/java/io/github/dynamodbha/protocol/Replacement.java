package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Replaces a write's first copy by one that is stamped anew, in all replicas that stored it, each
 * on condition that it is still there.
 *
 * <p>One replica decides, the first in order of preference that answers: it is also the one in
 * which others build on a write first, since it judges their conditions and updates. Only if it
 * still holds the copy are the others asked. All at once, one that still holds it would get the new
 * stamp although the first says that a later write has replaced it, and the new stamp, the greatest
 * of all, would undo that one everywhere.
 */
final class Replacement {
  private final Version held;
  private final Version version;
  private final Map<String, AttributeValue> image;
  private final Deadline deadline;

  /**
   * A replacement.
   *
   * @param held the version that is replaced
   * @param image what takes its place
   * @param version the image's
   */
  Replacement(Version held, Map<String, AttributeValue> image, Version version, Deadline deadline) {
    this.held = held;
    this.version = version;
    this.image = image;
    this.deadline = deadline;
  }

  /**
   * Makes it.
   *
   * @param stored the replicas that stored the copy, in order of preference
   * @return the replies of those that were asked; completes with no exception
   */
  CompletableFuture<List<Reply<StampedPut>>> in(List<ReplicaItems> stored) {
    ReplicaItems first = stored.get(0);
    List<ReplicaItems> others = stored.subList(1, stored.size());
    // A first one that hangs must leave time for the others.
    return first
        .replaceVersion(held, image, version, others.isEmpty() ? deadline : deadline.share(2))
        .thenCompose(
            reply -> {
              boolean replacedByOther =
                  reply instanceof Reply.Answered<StampedPut> answered
                      && answered.answer() instanceof StampedPut.Superseded;
              if (replacedByOther || others.isEmpty()) {
                return CompletableFuture.completedFuture(List.of(reply));
              }
              return (reply instanceof Reply.Failed<StampedPut> ? in(others) : all(others))
                  .thenApply(replies -> Stream.concat(Stream.of(reply), replies.stream()).toList());
            });
  }

  private CompletableFuture<List<Reply<StampedPut>>> all(List<ReplicaItems> replicas) {
    List<CompletableFuture<Reply<StampedPut>>> calls = new ArrayList<>();
    for (ReplicaItems replica : replicas) {
      calls.add(replica.replaceVersion(held, image, version, deadline));
    }
    return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
        .thenApply(done -> calls.stream().map(CompletableFuture::join).toList());
  }
}
