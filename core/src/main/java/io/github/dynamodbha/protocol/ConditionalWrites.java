package io.github.dynamodbha.protocol;

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
 * newer one; but if the next region refuses, or none is left, nobody knows, and the caller is told
 * so. An update makes another image in each region: so the next one gets a new version for it,
 * which wins over what the first may hold, and carries nothing out where it finds that image.
 *
 * <p>A region that is known to have missed writes is brought up to date on the key first ({@link
 * CatchUp}).
 */
public final class ConditionalWrites {
  /** As many restamps as in {@link WriteProtocol}. */
  private static final int MAX_ROUNDS = 16;

  private final String table;
  private final List<ReplicaItems> replicas;
  private final VersionClock clock;
  private final WriteProtocol writes;
  private final CallErrors errors;
  private final CatchUp catchUp;

  /** Makes the protocol of a table. */
  public ConditionalWrites(
      String table,
      List<ReplicaItems> replicas,
      VersionClock clock,
      WriteProtocol writes,
      Misses misses,
      CallErrors errors) {
    this.catchUp = new CatchUp(replicas, region -> misses.has(table, region));
    this.table = table;
    this.replicas = replicas;
    this.clock = clock;
    this.writes = writes;
    this.errors = errors;
  }

  /** Judges and replicates; fails with the SDK's own exception where the condition doesn't hold. */
  public CompletableFuture<Written> write(JudgedWrite write, Deadline deadline) {
    Attempt attempt = new Attempt(write, deadline);
    return attempt.ask(0, attempt.start, 1);
  }

  /** Healthy replicas in order of preference, then the suspended ones. */
  private List<ReplicaItems> order() {
    List<ReplicaItems> healthy = new ArrayList<>();
    List<ReplicaItems> suspended = new ArrayList<>();
    for (ReplicaItems replica : replicas) {
      // A trial is as good as none here: the write itself will be tried there as it is replicated.
      boolean ask = !replica.replica().health(false).isSuspended();
      (ask ? healthy : suspended).add(replica);
    }
    healthy.addAll(suspended);
    return healthy;
  }

  /** One write on its way through the regions. */
  private final class Attempt {
    private final JudgedWrite write;
    private final Deadline deadline;
    private final List<ReplicaItems> order = order();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private final Version start = clock.next();

    /** Versions with which a region may have made an image that is not everywhere the same. */
    private final List<Version> earlier = new ArrayList<>(0);

    /**
     * True once a region may have carried the write out without our having seen its answer. What
     * then lies in its way may be built on it: an update would count it a second time, and a put
     * undo it.
     */
    private boolean uncertain;

    /**
     * The last region that was asked again after a 5xx, which may have passed; had it carried the
     * write out, it now finds the version. Moving on at once would make two judges of a passing
     * one.
     */
    private int repeatedIn = -1;

    Attempt(JudgedWrite write, Deadline deadline) {
      this.write = write;
      this.deadline = deadline;
    }

    /** Asks a region for its judgement, once it is up to date. */
    CompletableFuture<Written> ask(int index, Version version, int round) {
      return catchUp
          .of(order.get(index), write::key, deadline.share(order.size() - index).share(2))
          .thenCompose(
              outcome -> {
                if (outcome.failure() != null) {
                  return failOver(index, version, round, outcome.failure());
                }
                if (!outcome.isAbove(version)) {
                  return judge(index, version, round);
                }
                return uncertain
                    ? failed(unknown(order.get(index).region()))
                    : judge(index, clock.next(outcome.seen()), round);
              });
    }

    private CompletableFuture<Written> judge(int index, Version version, int round) {
      ReplicaItems replica = order.get(index);
      return new JudgingRegion(replica, write, earlier)
          .judge(version, deadline.share(order.size() - index))
          .thenCompose(judgement -> follow(judgement, index, version, round));
    }

    private CompletableFuture<Written> follow(
        Judgement judgement, int index, Version version, int round) {
      if (judgement instanceof Judgement.Stored stored) {
        return replicate(index, storedAs(stored, version), stored);
      }
      if (judgement instanceof Judgement.Refused refused) {
        return failed(
            uncertain || refused.uncertain()
                ? unknown(order.get(index).region())
                : refused.answer());
      }
      if (judgement instanceof Judgement.Failed failed) {
        return failOver(index, version, round, failed.failure());
      }
      if (round == MAX_ROUNDS) {
        return failed(
            uncertain
                ? errors.outcomeUnknown(
                    contended(index) + ", but an attempt before may have been carried out",
                    failures)
                : errors.noRegion(contended(index), Map.of()));
      }
      if (judgement instanceof Judgement.Overtaken overtaken) {
        uncertain |= overtaken.uncertain();
        return uncertain
            ? failed(unknown(order.get(index).region()))
            : judge(index, clock.next(overtaken.seen()), round + 1);
      }
      uncertain |= ((Judgement.LookAgain) judgement).uncertain();
      return judge(index, version, round + 1);
    }

    /** A region that was brought up to date may hold what one before it has made. */
    private Version storedAs(Judgement.Stored stored, Version version) {
      Version held = stored.copy() == null ? null : stored.copy().version();
      return held != null && earlier.contains(held) ? held : version;
    }

    private CompletableFuture<Written> failOver(
        int index, Version version, int round, Failure failure) {
      String region = order.get(index).region();
      failures.put(region, failure);
      uncertain |= failure.anyAttemptMayHaveHappened();
      if (failure.isServerError() && repeatedIn != index) {
        repeatedIn = index;
        return ask(index, version, round);
      }
      // A region that is short of capacity still judges for others: two judges would both say yes.
      boolean last =
          failure.failureClass() == FailureClass.ANSWER
              || failure.failureClass() == FailureClass.THROTTLED
              || index + 1 == order.size();
      if (!last) {
        // Whether or not it may have happened: a version must never have two images.
        if (write.isSameEverywhere()) {
          return ask(index + 1, version, round);
        }
        earlier.add(version);
        return ask(index + 1, clock.next(version), round);
      }
      if (uncertain) {
        return failed(unknown(region));
      }
      return failed(
          failure.failureClass() == FailureClass.THROTTLED
              ? failure.cause()
              : Outcomes.noneCarriedOut("The conditional write", table, failures, errors));
    }

    private CompletableFuture<Written> replicate(
        int index, Version version, Judgement.Stored stored) {
      String region = order.get(index).region();
      return replicate(region, version, stored)
          .thenCompose(
              result ->
                  write.hasLostValues(stored)
                      ? failed(valuesLost(result))
                      : CompletableFuture.completedFuture(result.withJudged(stored)));
    }

    private CompletableFuture<Written> replicate(
        String region, Version version, Judgement.Stored stored) {
      if (write instanceof JudgedPut put) {
        return writes.replicate(put.image(), start, version, region, deadline);
      }
      return stored.copy() == null
          ? writes.unreplicated(version, region, stored.unread())
          : writes.replicate(stored.copy(), start, version, region, deadline);
    }

    private RuntimeException unknown(String region) {
      return errors.outcomeUnknown(
          "The conditional write of "
              + write.key(order.get(0).format())
              + " in table '"
              + table
              + "' may have been carried out although "
              + (failures.containsKey(region)
                  ? "no region says so"
                  : region + " holds another write's item, or one that its condition is against")
              + ": read the item before you try again. "
              + Outcomes.describe(failures),
          failures);
    }

    private RuntimeException valuesLost(Written result) {
      return errors.valuesLost(
          "The conditional write of "
              + write.key(order.get(0).format())
              + " in table '"
              + table
              + "' was carried out in "
              + result.stored()
              + ", but the values that it was to return were lost with a reply: read the item"
              + " before you try again",
          result.stored(),
          result.missed());
    }

    private String contended(int index) {
      return "The conditional write of "
          + write.key(order.get(0).format())
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
