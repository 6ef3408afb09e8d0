package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.ReplicaItems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Writes with a caller's condition or return values: judged in the first healthy region, then
 * replicated.
 *
 * <p>Within the judging region the write is one conditional put: the caller's condition, ours that
 * nothing newer is stored, and ours that no tombstone is, since a deleted item must look absent to
 * the caller's condition. Where a tombstone is in the way, the {@link JudgingRegion} lets DynamoDB
 * judge the condition against a key that can't exist, in one transaction with the tombstone's
 * replacement.
 *
 * <p>If the judging region fails, the next one judges the same write with the same version. Had the
 * first one carried it out after all, both hold the same image, or the version is overtaken by a
 * newer one; but if the next region refuses, nobody knows, and the caller is told so.
 */
final class ConditionalWrites {
  /** As many restamps as in {@link WriteProtocol}. */
  private static final int MAX_ROUNDS = 16;

  private final String table;
  private final List<ReplicaItems> replicas;
  private final VersionClock clock;
  private final WriteProtocol writes;

  ConditionalWrites(
      String table, List<ReplicaItems> replicas, VersionClock clock, WriteProtocol writes) {
    this.table = table;
    this.replicas = replicas;
    this.clock = clock;
    this.writes = writes;
  }

  /** Judges and replicates; fails with the SDK's own exception where the condition doesn't hold. */
  CompletableFuture<WriteResult> write(
      ItemKey key, WriteProtocol.Image image, ConditionalRequest request, Deadline deadline) {
    return new Attempt(key, image, request, deadline).judge(0, clock.next(), 1);
  }

  /** Healthy replicas in order of preference, then the suspended ones. */
  private List<ReplicaItems> order() {
    List<ReplicaItems> healthy = new ArrayList<>();
    List<ReplicaItems> suspended = new ArrayList<>();
    for (ReplicaItems replica : replicas) {
      // A trial is as good as none here: the write itself will be tried there as it is replicated.
      boolean ask = !replica.replica().health().isSuspended();
      (ask ? healthy : suspended).add(replica);
    }
    healthy.addAll(suspended);
    return healthy;
  }

  /** One write on its way through the regions. */
  private final class Attempt {
    private final ItemKey key;
    private final WriteProtocol.Image image;
    private final ConditionalRequest request;
    private final Deadline deadline;
    private final List<ReplicaItems> order = order();
    private final Map<String, Failure> failures = new LinkedHashMap<>();

    Attempt(ItemKey key, WriteProtocol.Image image, ConditionalRequest request, Deadline deadline) {
      this.key = key;
      this.image = image;
      this.request = request;
      this.deadline = deadline;
    }

    CompletableFuture<WriteResult> judge(int index, Version version, int round) {
      ReplicaItems replica = order.get(index);
      Map<String, AttributeValue> stamped = image.apply(version);
      return new JudgingRegion(replica, request)
          .put(key, stamped, version, deadline.share(order.size() - index))
          .thenCompose(judgement -> follow(judgement, index, version, round));
    }

    private CompletableFuture<WriteResult> follow(
        Judgement judgement, int index, Version version, int round) {
      if (judgement instanceof Judgement.Stored stored) {
        return replicate(index, version, stored.old());
      }
      if (judgement instanceof Judgement.Overtaken overtaken) {
        Version next = clock.next(overtaken.seen());
        return round < MAX_ROUNDS
            ? judge(index, next, round + 1)
            : failed(new NoRegionAvailableException(contended(index), Map.of()));
      }
      if (judgement instanceof Judgement.Refused refused) {
        return failed(refused(index, refused.answer()));
      }
      Failure failure = ((Judgement.Failed) judgement).failure();
      failures.put(order.get(index).region(), failure);
      if (failure.failureClass() == FailureClass.ANSWER || index + 1 == order.size()) {
        return failed(Outcomes.noneCarriedOut("The conditional write", table, failures));
      }
      return judge(index + 1, version, round);
    }

    private CompletableFuture<WriteResult> replicate(
        int index, Version version, @Nullable Map<String, AttributeValue> old) {
      return writes
          .replicate(image, version, order.get(index).region(), deadline)
          .thenApply(result -> result.withAttributes(request.returnOld() ? old : null));
    }

    private RuntimeException refused(int index, ConditionalCheckFailedException answer) {
      boolean unknown = failures.values().stream().anyMatch(Failure::mayHaveHappened);
      return unknown
          ? new WriteOutcomeUnknownException(
              "The conditional write of "
                  + key
                  + " in table '"
                  + table
                  + "' may have been carried out in "
                  + failures.keySet()
                  + ", which failed, and its condition doesn't hold in "
                  + order.get(index).region()
                  + ": read the item before you try again. "
                  + Outcomes.describe(failures),
              Outcomes.causes(failures))
          : answer;
    }

    private String contended(int index) {
      return "The conditional write of "
          + key
          + " in table '"
          + table
          + "' was overtaken by other writers "
          + MAX_ROUNDS
          + " times in "
          + order.get(index).region()
          + ": try again";
    }
  }

  private static <T> CompletableFuture<T> failed(Throwable failure) {
    return CompletableFuture.failedFuture(failure);
  }
}
