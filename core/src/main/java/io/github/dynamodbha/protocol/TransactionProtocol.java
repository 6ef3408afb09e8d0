package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Transactions: all or nothing in the first healthy region, and then replicated.
 *
 * <p>All items of a transaction get one version. What the judging region has carried out goes to
 * the others as one transaction where nothing newer lies there, and else item by item, by the write
 * protocol; so a reader of another region may see a part of it for a while, as with any
 * replication. If the judging region fails, the next one judges, as with {@link ConditionalWrites}.
 */
public final class TransactionProtocol {
  /** As many as in {@link WriteProtocol}. */
  private static final int MAX_ROUNDS = 16;

  private final Map<String, List<ReplicaItems>> replicas;
  private final VersionClock clock;
  private final CallSettings settings;
  private final Misses misses;
  private final CallErrors errors;
  private final TransactionSpread spread;

  /**
   * Makes the protocol of the tables that a transaction touches.
   *
   * @param replicas of each table, for the same regions in the same order
   * @param regions how many regions there are with those that are left out
   */
  public TransactionProtocol(
      Map<String, List<ReplicaItems>> replicas,
      int regions,
      VersionClock clock,
      Acknowledge acknowledge,
      CallSettings settings,
      Misses misses,
      CallErrors errors) {
    this.misses = misses;
    this.replicas = replicas;
    this.clock = clock;
    this.settings = settings;
    this.errors = errors;
    this.spread = new TransactionSpread(replicas, regions, clock, acknowledge, settings, errors);
  }

  /** Judges and replicates; fails with the SDK's own exception where a condition doesn't hold. */
  public CompletableFuture<TransactionWritten> write(
      List<TransactionPart> parts, Deadline deadline) {
    Attempt attempt = new Attempt(parts, deadline);
    return attempt.judge(0, attempt.start, 1);
  }

  private List<ReplicaItems> anyTable() {
    return replicas.values().iterator().next();
  }

  /** The regions by their number: the healthy ones first, in order of preference. */
  private List<Integer> order() {
    List<Integer> healthy = new ArrayList<>();
    List<Integer> suspended = new ArrayList<>();
    for (int i = 0; i < anyTable().size(); i++) {
      boolean ask = !anyTable().get(i).replica().health(false).isSuspended();
      (ask ? healthy : suspended).add(i);
    }
    healthy.addAll(suspended);
    return healthy;
  }

  private ReplicaItems replica(String table, int region) {
    return Objects.requireNonNull(replicas.get(table)).get(region);
  }

  /** One transaction on its way through the regions. */
  private final class Attempt {
    private final List<TransactionPart> parts;
    private final Deadline deadline;
    private final List<Integer> order = order();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private final Version start = clock.next();
    private final List<Version> earlier = new ArrayList<>(0);

    /**
     * True once a region may have carried it out without our having seen its answer. What then lies
     * in its way may be built on it: updates would count it a second time, and puts undo it.
     */
    private boolean uncertain;

    /** The last region that was asked again after a 5xx; moving on at once makes two judges. */
    private int repeatedIn = -1;

    private @Nullable JudgingTransaction judge;
    private int judging = -1;

    Attempt(List<TransactionPart> parts, Deadline deadline) {
      this.parts = parts;
      this.deadline = deadline;
    }

    CompletableFuture<TransactionWritten> judge(int index, Version version, int round) {
      int region = order.get(index);
      if (judge == null || judging != region) {
        judging = region;
        judge =
            new JudgingTransaction(
                parts, t -> replica(t, region), this::catchUp, settings, earlier);
      }
      return judge
          .judge(version, deadline.share(order.size() - index))
          .thenCompose(judgement -> follow(judgement, index, version, round));
    }

    private CatchUp catchUp(String table) {
      return new CatchUp(
          Objects.requireNonNull(replicas.get(table)), name -> misses.has(table, name));
    }

    private CompletableFuture<TransactionWritten> follow(
        TransactionJudgement judgement, int index, Version version, int round) {
      if (judgement instanceof TransactionJudgement.Stored stored) {
        return images(order.get(index), stored.version())
            .thenCompose(images -> replicate(images, index, stored));
      }
      if (judgement instanceof TransactionJudgement.Refused refused) {
        return CompletableFuture.failedFuture(
            uncertain || refused.uncertain() ? unknown() : refused.answer());
      }
      if (judgement instanceof TransactionJudgement.Failed failed) {
        return failOver(index, version, round, failed.failure());
      }
      if (round == MAX_ROUNDS) {
        String contended =
            "The transaction was overtaken by other writers " + MAX_ROUNDS + " times: try again";
        return CompletableFuture.failedFuture(
            uncertain
                ? errors.outcomeUnknown(
                    contended + ", but an attempt before may have been carried out", failures)
                : errors.noRegion(contended, failures));
      }
      TransactionJudgement.Again again = (TransactionJudgement.Again) judgement;
      uncertain |= again.uncertain();
      if (again.seen() != null && uncertain) {
        return CompletableFuture.failedFuture(unknown());
      }
      return judge(index, again.seen() == null ? version : clock.next(again.seen()), round + 1);
    }

    private CompletableFuture<TransactionWritten> failOver(
        int index, Version version, int round, Failure failure) {
      failures.put(anyTable().get(order.get(index)).region(), failure);
      uncertain |= failure.anyAttemptMayHaveHappened();
      if (failure.isServerError() && repeatedIn != index) {
        repeatedIn = index;
        return judge(index, version, round);
      }
      boolean last =
          failure.failureClass() == FailureClass.ANSWER
              || failure.failureClass() == FailureClass.THROTTLED
              || index + 1 == order.size();
      if (!last) {
        // Whether or not it may have happened: a version must never have two images.
        if (isSameEverywhere()) {
          return judge(index + 1, version, round);
        }
        earlier.add(version);
        return judge(index + 1, clock.next(version), round);
      }
      if (uncertain) {
        return CompletableFuture.failedFuture(unknown());
      }
      return CompletableFuture.failedFuture(
          failure.failureClass() == FailureClass.THROTTLED
              ? failure.cause()
              : Outcomes.noneCarriedOut(
                  "The transaction", String.join(", ", replicas.keySet()), failures, errors));
    }

    private boolean isSameEverywhere() {
      return parts.stream()
          .allMatch(part -> part.write() == null || part.write().isSameEverywhere());
    }

    private RuntimeException unknown() {
      return errors.outcomeUnknown(
          "The transaction may have been carried out although no region says so: read the items"
              + " before you try again. "
              + Outcomes.describe(failures),
          failures);
    }

    /** What the judging region has stored; images of updates are read there. */
    private CompletableFuture<List<TransactionImage>> images(int region, Version version) {
      List<CompletableFuture<TransactionImage>> images = new ArrayList<>();
      for (TransactionPart part : parts) {
        JudgedWrite write = part.write();
        if (write instanceof JudgedPut put) {
          images.add(
              CompletableFuture.completedFuture(
                  new TransactionImage(part.table(), version, put.image(), null, null)));
        } else if (write != null) {
          ReplicaItems replica = replica(part.table(), region);
          images.add(
              replica
                  .get(write.key(replica.format()), true, deadline.share(2), Dispatch.REGION_THREAD)
                  .thenApply(reply -> read(part.table(), version, reply)));
        }
      }
      return CompletableFuture.allOf(images.toArray(CompletableFuture[]::new))
          .thenApply(done -> images.stream().map(CompletableFuture::join).toList());
    }

    private TransactionImage read(String table, Version version, Reply<Optional<ItemCopy>> reply) {
      return reply instanceof Reply.Answered<Optional<ItemCopy>> answered
          ? new TransactionImage(table, version, null, answered.answer().orElse(null), null)
          : new TransactionImage(
              table, version, null, null, ((Reply.Failed<Optional<ItemCopy>>) reply).failure());
    }

    private CompletableFuture<TransactionWritten> replicate(
        List<TransactionImage> images, int index, TransactionJudgement.Stored stored) {
      String judgedIn = anyTable().get(order.get(index)).region();
      // Its own answer, or nobody else was asked.
      boolean whole = stored.answer() != null || index == 0;
      return spread
          .replicate(images, start, judgedIn, whole, deadline)
          .thenApply(
              written ->
                  new TransactionWritten(written.stored(), written.missed(), stored.answer()));
    }
  }
}
