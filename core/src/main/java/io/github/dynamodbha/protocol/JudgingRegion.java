package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureTable;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The one region that judges a caller's condition and stores the image if it holds. */
final class JudgingRegion {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private final ReplicaItems replica;
  private final ItemFormat format;
  private final ConditionalRequest request;

  JudgingRegion(ReplicaItems replica, ConditionalRequest request) {
    this.replica = replica;
    this.format = replica.format().items();
    this.request = request;
  }

  CompletableFuture<Judgement> put(
      ItemKey key, Map<String, AttributeValue> image, Version version, Deadline deadline) {
    Condition condition = request.and(Condition.liveAndNothingNewerThan(version, format));
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(replica.replica().tableName())
            .item(image)
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.names())
            .expressionAttributeValues(condition.values())
            .returnConsumedCapacity(request.returnConsumedCapacity())
            .returnItemCollectionMetrics(request.returnItemCollectionMetrics())
            .overrideConfiguration(request.configuration())
            .returnValues(request.returnOld() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return replica
        .replica()
        .call(Operation.PUT_ITEM_JUDGED, put, deadline)
        .thenCompose(
            reply -> {
              if (reply instanceof Reply.Answered<PutItemResponse> answered) {
                return done(Judgement.Stored.of(old(answered.answer()), answered.answer()));
              }
              Failure failure = ((Reply.Failed<PutItemResponse>) reply).failure();
              return failure.cause() instanceof ConditionalCheckFailedException refusal
                  ? held(key, refusal, deadline)
                      .thenCompose(held -> judge(held, refusal, key, image, version, deadline))
                  : done(new Judgement.Failed(failure));
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
      Map<String, AttributeValue> image,
      Version version,
      Deadline deadline) {
    if (held instanceof Reply.Failed<Optional<ItemCopy>> failed) {
      return done(new Judgement.Failed(failed.failure()));
    }
    ItemCopy copy = ((Reply.Answered<Optional<ItemCopy>>) held).answer().orElse(null);
    if (copy == null) {
      return done(new Judgement.Refused(refusal(refusal, null)));
    }
    if (copy.unusable() != null) {
      return done(new Judgement.Failed(FailureTable.classify(copy.unusable())));
    }
    Version stored = copy.version();
    if (version.equals(stored)) {
      return done(Judgement.Stored.NOTHING_KNOWN);
    }
    if (stored != null && stored.compareTo(version) > 0) {
      return done(new Judgement.Overtaken(stored, wasRepeated(refusal)));
    }
    return copy.isTombstone()
        ? overTombstone(copy, refusal, key, image, deadline)
        : done(new Judgement.Refused(refusal(refusal, copy)));
  }

  /** Judges the caller's condition against an absent item, and replaces exactly this tombstone. */
  private CompletableFuture<Judgement> overTombstone(
      ItemCopy tombstone,
      ConditionalCheckFailedException refusal,
      ItemKey key,
      Map<String, AttributeValue> image,
      Deadline deadline) {
    Condition exactly = Condition.exactlyOrUnversioned(tombstone.version(), format);
    String table = replica.replica().tableName();
    TransactWriteItemsRequest.Builder transaction =
        TransactWriteItemsRequest.builder().clientRequestToken(UUID.randomUUID().toString());
    List<TransactWriteItem> actions = new ArrayList<>();
    actions.add(
        TransactWriteItem.builder()
            .put(
                p ->
                    p.tableName(table)
                        .item(image)
                        .conditionExpression(exactly.expression())
                        .expressionAttributeNames(exactly.names())
                        .expressionAttributeValues(
                            exactly.values().isEmpty() ? null : exactly.values()))
            .build());
    if (request.expression() != null) {
      actions.add(
          TransactWriteItem.builder()
              .conditionCheck(
                  c ->
                      c.tableName(table)
                          .key(replica.format().keys().attributesOf(ImpossibleKey.like(key)))
                          .conditionExpression(request.expression())
                          .expressionAttributeNames(
                              request.names().isEmpty() ? null : request.names())
                          .expressionAttributeValues(
                              request.values().isEmpty() ? null : request.values()))
              .build());
    }
    return replica
        .replica()
        .call(Operation.TRANSACT_WRITE_ITEMS, transaction.transactItems(actions).build(), deadline)
        .thenApply(
            reply ->
                reply instanceof Reply.Failed<?> failed
                    ? cancelled(failed.failure(), refusal)
                    : Judgement.Stored.NOTHING_KNOWN);
  }

  private Judgement cancelled(Failure failure, ConditionalCheckFailedException refusal) {
    if (!(failure.cause() instanceof TransactionCanceledException cancelled)) {
      return new Judgement.Failed(failure);
    }
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    if (failed(reasons, 0)) {
      // The tombstone is no longer the one that was read; perhaps this write has replaced it.
      return new Judgement.LookAgain();
    }
    return failed(reasons, 1)
        ? new Judgement.Refused(refusal(refusal, null))
        : new Judgement.Failed(failure);
  }

  /** True if the SDK sent the request more than once: the first may have been carried out. */
  private static boolean wasRepeated(ConditionalCheckFailedException refusal) {
    Integer attempts = refusal.numAttempts();
    return attempts != null && attempts > 1;
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

  private @Nullable Map<String, AttributeValue> old(PutItemResponse answer) {
    return answer.hasAttributes() && !answer.attributes().isEmpty()
        ? format.strip(answer.attributes())
        : null;
  }

  private static CompletableFuture<Judgement> done(Judgement judgement) {
    return CompletableFuture.completedFuture(judgement);
  }
}
