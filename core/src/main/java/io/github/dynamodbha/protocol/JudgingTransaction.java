package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureTable;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The one region that judges a transaction and carries it out if its conditions hold.
 *
 * <p>Each action has the caller's condition and ours, that no tombstone lies there and, for a
 * write, nothing newer. Where a tombstone turns out to lie, the action takes exactly that for its
 * condition, and the caller's is checked against a key that can't exist, as one more action.
 *
 * <p>Its attempts run one after another, so that the fields need no lock.
 */
final class JudgingTransaction {
  /** DynamoDB's limit; source: TransactWriteItems in the API reference. */
  private static final int MAX_ACTIONS = 100;

  private final List<TransactionPart> parts;
  private final Function<String, ReplicaItems> replicas;
  private final Function<String, CatchUp> catchUps;
  private final CallSettings settings;
  private final List<Version> earlier;

  /** The tombstones that are known to lie in the way, by the number of their part. */
  private final Map<Integer, ItemCopy> tombstones = new ConcurrentHashMap<>();

  private volatile boolean upToDate;

  /**
   * Makes the judge.
   *
   * @param replicas the region's replica of each table
   * @param catchUps brings a table's replica up to date, where it has missed writes
   * @param earlier versions with which a region before this one may have carried it out
   */
  JudgingTransaction(
      List<TransactionPart> parts,
      Function<String, ReplicaItems> replicas,
      Function<String, CatchUp> catchUps,
      CallSettings settings,
      List<Version> earlier) {
    this.parts = parts;
    this.replicas = replicas;
    this.catchUps = catchUps;
    this.settings = settings;
    this.earlier = earlier;
  }

  CompletableFuture<TransactionJudgement> judge(Version version, Deadline deadline) {
    return upToDate
        ? judgeUpToDate(version, deadline)
        : catchUp(deadline.share(2))
            .thenCompose(
                outcome -> {
                  if (outcome.failure() != null) {
                    return CompletableFuture.completedFuture(
                        new TransactionJudgement.Failed(outcome.failure()));
                  }
                  upToDate = true;
                  return outcome.isAbove(version)
                      ? CompletableFuture.completedFuture(
                          new TransactionJudgement.Again(outcome.seen(), false))
                      : judgeUpToDate(version, deadline);
                });
  }

  /** The newest version of all keys, or the first failure. */
  private CompletableFuture<CatchUp.Outcome> catchUp(Deadline deadline) {
    CompletableFuture<CatchUp.Outcome> all =
        CompletableFuture.completedFuture(CatchUp.Outcome.NOTHING_TO_DO);
    for (TransactionPart part : parts) {
      CompletableFuture<CatchUp.Outcome> one =
          catchUps.apply(part.table()).of(replicas.apply(part.table()), part::key, deadline);
      all = all.thenCombine(one, CatchUp.Outcome::and);
    }
    return all;
  }

  private CompletableFuture<TransactionJudgement> judgeUpToDate(
      Version version, Deadline deadline) {
    List<CompletableFuture<?>> bared = new ArrayList<>();
    for (Map.Entry<Integer, ItemCopy> known : Map.copyOf(tombstones).entrySet()) {
      TransactionPart part = parts.get(known.getKey());
      ReplicaItems replica = replicas.apply(part.table());
      JudgedWrite write = part.write();
      if (write != null
          && !write.isSameEverywhere()
          && !KnownTombstone.isBare(known.getValue(), replica.format())) {
        bared.add(
            KnownTombstone.bare(known.getValue(), replica, deadline)
                // As it is now, or to be looked at again.
                .thenAccept(reply -> tombstones.remove(known.getKey())));
      }
    }
    return bared.isEmpty()
        ? send(version, deadline)
        : CompletableFuture.allOf(bared.toArray(CompletableFuture[]::new))
            .thenCompose(done -> send(version, deadline));
  }

  private CompletableFuture<TransactionJudgement> send(Version version, Deadline deadline) {
    List<TransactWriteItem> actions = new ArrayList<>();
    List<TransactWriteItem> checks = new ArrayList<>();
    List<Integer> checked = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      TransactionPart part = parts.get(i);
      ReplicaItems replica = replicas.apply(part.table());
      ItemFormat format = replica.format().items();
      ItemCopy tombstone = tombstones.get(i);
      if (tombstone == null) {
        Condition ours = part.ours(version, replica);
        actions.add(
            part.action(
                replica,
                part.request()
                    .and(earlier.isEmpty() ? ours : ours.and(Condition.noneOf(earlier, format))),
                version));
      } else {
        Condition exactly = KnownTombstone.condition(tombstone, format);
        actions.add(part.action(replica, exactly, version));
        if (part.request().expression() != null) {
          checks.add(
              AbsentCheck.of(
                  part.request(), part.table(), replica.format(), part.key(replica.format())));
          checked.add(i);
        }
      }
    }
    actions.addAll(checks);
    if (actions.size() > MAX_ACTIONS && parts.size() <= MAX_ACTIONS) {
      return CompletableFuture.completedFuture(
          new TransactionJudgement.Failed(FailureTable.classify(tooMany(checks.size()))));
    }
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(actions)
            .clientRequestToken(UUID.randomUUID().toString())
            .returnConsumedCapacity(settings.capacity())
            .returnItemCollectionMetrics(settings.metrics())
            .overrideConfiguration(settings.configuration())
            .build();
    return replicas
        .apply(parts.get(0).table())
        .replica()
        .call(Operation.TRANSACT_WRITE_ITEMS, request, deadline)
        .thenApply(reply -> judgement(reply, version, checked));
  }

  private RuntimeException tooMany(int checks) {
    String message =
        "The transaction has "
            + parts.size()
            + " actions, and takes "
            + checks
            + " more to check conditions on deleted items, together more than DynamoDB's "
            + MAX_ACTIONS
            + ": split it";
    return DynamoDbException.builder()
        .message(message)
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("DynamoDb")
                .errorCode("ValidationException")
                .errorMessage(message)
                .build())
        .build();
  }

  private TransactionJudgement judgement(
      Reply<TransactWriteItemsResponse> reply, Version version, List<Integer> checked) {
    if (reply instanceof Reply.Answered<TransactWriteItemsResponse> answered) {
      return new TransactionJudgement.Stored(version, answered.answer());
    }
    Failure failure = ((Reply.Failed<TransactWriteItemsResponse>) reply).failure();
    return failure.cause() instanceof TransactionCanceledException cancelled
            && cancelled.hasCancellationReasons()
        ? cancelled(failure, cancelled, version, checked)
        : new TransactionJudgement.Failed(failure);
  }

  private TransactionJudgement cancelled(
      Failure failure,
      TransactionCanceledException cancelled,
      Version version,
      List<Integer> checked) {
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    Refusals refusals = new Refusals(parts.size());
    boolean again = false;
    Version seen = null;
    for (int i = 0; i < parts.size(); i++) {
      if (!refusals.note(i, reasons, i)) {
        continue;
      }
      if (tombstones.remove(i) != null) {
        // It is no longer the one that was read.
        again = true;
        continue;
      }
      ItemCopy held = held(i, reasons.get(i));
      if (held == null) {
        continue;
      }
      Version stored = held.version();
      boolean writes = parts.get(i).write() != null;
      if (held.unusable() != null) {
        Failure unusable = FailureTable.classify(held.unusable());
        return new TransactionJudgement.Failed(
            failure.mayHaveHappened() ? unusable.afterUnclear() : unusable);
      }
      if (writes && stored != null && (stored.equals(version) || earlier.contains(stored))) {
        return new TransactionJudgement.Stored(stored, null);
      }
      if (writes && stored != null && stored.compareTo(version) > 0) {
        again = true;
        seen = seen == null || stored.compareTo(seen) > 0 ? stored : seen;
      } else if (held.isTombstone()) {
        tombstones.put(i, held);
        again = true;
      } else {
        refusals.show(i, held, parts.get(i).request(), replicas.apply(parts.get(i).table()));
      }
    }
    for (int i = 0; i < checked.size(); i++) {
      refusals.note(checked.get(i), reasons, parts.size() + i);
    }
    if (again) {
      return new TransactionJudgement.Again(seen, failure.mayHaveHappened());
    }
    TransactionCanceledException answer = refusals.answer(cancelled);
    return refusals.any()
        ? new TransactionJudgement.Refused(answer, failure.mayHaveHappened())
        : new TransactionJudgement.Failed(
            new Failure(
                failure.failureClass(),
                failure.reason(),
                failure.mayHaveHappened(),
                failure.weight(),
                answer));
  }

  private @Nullable ItemCopy held(int part, CancellationReason reason) {
    return reason.hasItem() && !reason.item().isEmpty()
        ? replicas.apply(parts.get(part).table()).format().copyOf(reason.item())
        : null;
  }
}
