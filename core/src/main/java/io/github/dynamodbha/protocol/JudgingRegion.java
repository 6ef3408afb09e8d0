package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.ExactChange;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.FailureTable;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The one region that judges a caller's condition and stores the image if it holds. */
final class JudgingRegion {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private final ReplicaItems replica;
  private final ItemFormat format;
  private final JudgedWrite write;
  private final ConditionalRequest request;
  private final List<Version> earlier;

  /**
   * Makes the judge.
   *
   * @param earlier versions with which a region before this one may have carried the write out
   */
  JudgingRegion(ReplicaItems replica, JudgedWrite write, List<Version> earlier) {
    this.replica = replica;
    this.format = replica.format().items();
    this.write = write;
    this.request = write.request();
    this.earlier = earlier;
  }

  CompletableFuture<Judgement> judge(Version version, Deadline deadline) {
    Condition ours = Condition.liveAndNothingNewerThan(version, format);
    if (!earlier.isEmpty()) {
      ours = ours.and(Condition.noneOf(earlier, format));
    }
    return write
        .send(replica, request.and(ours), version, deadline)
        .thenCompose(
            reply -> {
              if (reply instanceof Reply.Answered<Judgement.Stored> answered) {
                return done(answered.answer());
              }
              Failure failure = ((Reply.Failed<Judgement.Stored>) reply).failure();
              if (!(failure.cause() instanceof ConditionalCheckFailedException refusal)) {
                return done(new Judgement.Failed(failure));
              }
              ItemKey key = write.key(replica.format());
              return held(key, refusal, deadline)
                  .thenCompose(held -> judge(held, refusal, key, version, deadline))
                  .thenApply(
                      judgement ->
                          FailureTable.classify(refusal).mayHaveHappened()
                              ? judgement.afterUnclear()
                              : judgement);
            });
  }

  /** What the region held when it refused; asked for where the engine doesn't send it along. */
  private CompletableFuture<Reply<Optional<ItemCopy>>> held(
      ItemKey key, ConditionalCheckFailedException refusal, Deadline deadline) {
    return refusal.hasItem() && !refusal.item().isEmpty()
        ? CompletableFuture.completedFuture(
            new Reply.Answered<>(
                replica.region(),
                Duration.ZERO,
                Optional.of(replica.format().copyOf(refusal.item()))))
        : replica.get(key, true, deadline, Dispatch.REGION_THREAD);
  }

  private CompletableFuture<Judgement> judge(
      Reply<Optional<ItemCopy>> held,
      ConditionalCheckFailedException refusal,
      ItemKey key,
      Version version,
      Deadline deadline) {
    if (held instanceof Reply.Failed<Optional<ItemCopy>> failed) {
      return done(new Judgement.Failed(failed.failure().ofAnotherCall()));
    }
    ItemCopy copy = ((Reply.Answered<Optional<ItemCopy>>) held).answer().orElse(null);
    if (copy == null) {
      return done(new Judgement.Refused(refusal(refusal, null), false));
    }
    if (copy.unusable() != null) {
      return done(new Judgement.Failed(FailureTable.classify(copy.unusable())));
    }
    Version stored = copy.version();
    if (stored != null && (version.equals(stored) || earlier.contains(stored))) {
      return done(write.found(copy, format));
    }
    if (stored != null && stored.compareTo(version) > 0) {
      return done(new Judgement.Overtaken(stored, false));
    }
    if (!copy.isTombstone()) {
      return done(new Judgement.Refused(refusal(refusal, copy), false));
    }
    return write.isSameEverywhere() || KnownTombstone.isBare(copy, replica.format())
        ? overTombstone(copy, refusal, key, version, deadline)
        : KnownTombstone.bare(copy, replica, deadline)
            .thenApply(
                reply ->
                    reply instanceof Reply.Failed<ExactChange> failed
                        ? new Judgement.Failed(failed.failure().ofAnotherCall())
                        : new Judgement.LookAgain(false));
  }

  /** Judges the caller's condition against an absent item, and replaces exactly this tombstone. */
  private CompletableFuture<Judgement> overTombstone(
      ItemCopy tombstone,
      ConditionalCheckFailedException refusal,
      ItemKey key,
      Version version,
      Deadline deadline) {
    Condition exactly = KnownTombstone.condition(tombstone, format);
    String table = replica.replica().tableName();
    List<TransactWriteItem> actions = new ArrayList<>();
    actions.add(write.action(replica, exactly, version));
    if (request.expression() != null) {
      actions.add(AbsentCheck.of(request, table, replica.format(), key));
    }
    TransactWriteItemsRequest transaction =
        TransactWriteItemsRequest.builder()
            .transactItems(actions)
            .clientRequestToken(UUID.randomUUID().toString())
            .returnConsumedCapacity(request.returnConsumedCapacity())
            .returnItemCollectionMetrics(request.returnItemCollectionMetrics())
            .overrideConfiguration(request.configuration())
            .build();
    return replica
        .replica()
        .call(Operation.TRANSACT_WRITE_ITEMS, transaction, deadline)
        .thenCompose(
            reply ->
                reply instanceof Reply.Answered<TransactWriteItemsResponse> answered
                    ? write
                        .replaced(replica, version, answered.answer(), deadline)
                        .thenApply(stored -> stored)
                    : notReplaced(
                        cancelled(
                            ((Reply.Failed<TransactWriteItemsResponse>) reply).failure(), refusal),
                        refusal,
                        key,
                        deadline));
  }

  /** A condition that does not hold comes before an update that can't be carried out. */
  private CompletableFuture<Judgement> notReplaced(
      Judgement judgement,
      ConditionalCheckFailedException refusal,
      ItemKey key,
      Deadline deadline) {
    if (request.expression() == null
        || !(judgement instanceof Judgement.Failed failed)
        || failed.failure().failureClass() != FailureClass.ANSWER
        || failed.failure().mayHaveHappened()) {
      return done(judgement);
    }
    String table = replica.replica().tableName();
    TransactWriteItemsRequest check =
        TransactWriteItemsRequest.builder()
            .transactItems(AbsentCheck.of(request, table, replica.format(), key))
            .build();
    return replica
        .replica()
        .call(Operation.TRANSACT_WRITE_ITEMS, check, deadline)
        .thenApply(
            reply ->
                reply instanceof Reply.Failed<TransactWriteItemsResponse> refused
                        && refused.failure().cause() instanceof TransactionCanceledException none
                        && failed(none.cancellationReasons(), 0)
                    ? new Judgement.Refused(refusal(refusal, null), false)
                    : judgement);
  }

  private Judgement cancelled(Failure failure, ConditionalCheckFailedException refusal) {
    if (!(failure.cause() instanceof TransactionCanceledException cancelled)) {
      return new Judgement.Failed(failure);
    }
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    if (failed(reasons, 0)) {
      // The tombstone is no longer the one that was read; perhaps this write has replaced it.
      return new Judgement.LookAgain(failure.mayHaveHappened());
    }
    return failed(reasons, 1)
        ? new Judgement.Refused(refusal(refusal, null), failure.mayHaveHappened())
        : new Judgement.Failed(CancelledWrite.failure(failure, cancelled));
  }

  private static boolean failed(List<CancellationReason> reasons, int index) {
    return reasons.size() > index && CONDITION_FAILED.equals(reasons.get(index).code());
  }

  /** DynamoDB's own exception, with the item only if the caller asked for it. */
  private ConditionalCheckFailedException refusal(
      ConditionalCheckFailedException answer, @Nullable ItemCopy held) {
    return answer.toBuilder()
        .item(held != null && request.returnOldOnFailure() ? format.strip(held.image()) : null)
        .build();
  }

  private static CompletableFuture<Judgement> done(Judgement judgement) {
    return CompletableFuture.completedFuture(judgement);
  }
}
