package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemSize;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.ExactChange;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Carries out the changes that bring a key's winner to the replicas that lack it.
 *
 * <p>A write that had to wait for its budget, or out of throttling, is sent only while the look
 * that it goes back to is young. Meanwhile the item may have been deleted and its tombstone purged,
 * so that nothing is left there to refuse it: the older the look, the longer the grace would have
 * to be.
 */
final class Repair {
  /** Long enough for a budget's usual waits; protocol.md counts it into the grace. */
  static final Duration MAX_LOOK_AGE = Duration.ofMinutes(1);

  private final List<ReplicaRun> replicas;
  private final LongSupplier nanoTime;

  Repair(List<ReplicaRun> replicas, LongSupplier nanoTime) {
    this.replicas = replicas;
    this.nanoTime = nanoTime;
  }

  /**
   * What became of the changes of one key.
   *
   * @param overtaken replicas that hold something else than was read, so that nothing was done
   * @param late replicas to which nothing was sent, since the look had grown too old
   * @param failed replicas that could not be written, with the cause
   */
  record Outcome(int overtaken, int late, Map<String, String> failed) {
    boolean isDone() {
      return overtaken == 0 && late == 0;
    }
  }

  /**
   * Makes the changes in all replicas at once and waits for them.
   *
   * @param asOf when the look began that they go back to
   */
  Outcome apply(Verdict.Diverged diverged, long asOf) throws InterruptedException {
    double units = Prices.writeUnits(ItemSize.of(diverged.winner().image()));
    List<Patience.Started<Result>> writes = new ArrayList<>();
    for (Change change : diverged.changes()) {
      ReplicaRun replica = replicas.get(change.replica());
      writes.add(
          replica
              .writes()
              .start(
                  units,
                  () ->
                      isTooOld(asOf)
                          ? late(replica.region())
                          : write(replica.items(), change, diverged.winner())));
    }
    int overtaken = 0;
    int late = 0;
    Map<String, String> failed = new LinkedHashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      ReplicaRun replica = replicas.get(diverged.changes().get(i).replica());
      Reply<Result> reply = writes.get(i).await();
      if (reply instanceof Reply.Failed<Result> failure) {
        failed.put(replica.region(), "could not be repaired: " + failure.failure().describe());
      } else if (reply instanceof Reply.Answered<Result> answered) {
        Result result = answered.answer();
        if (result == Result.LATE) {
          replica.writes().notSent();
          late++;
        } else if (result == Result.OVERTAKEN) {
          replica.refusedWrite(units);
          overtaken++;
        } else {
          replica.consumedWrite(result.writeUnits());
        }
      }
    }
    return new Outcome(overtaken, late, failed);
  }

  private boolean isTooOld(long asOf) {
    return nanoTime.getAsLong() - asOf > MAX_LOOK_AGE.toNanos();
  }

  private static CompletableFuture<Reply<Result>> late(String region) {
    return CompletableFuture.completedFuture(
        new Reply.Answered<>(region, Duration.ZERO, Result.LATE));
  }

  private static final class Result {
    static final Result OVERTAKEN = new Result(0);
    static final Result LATE = new Result(0);

    private final double writeUnits;

    Result(double writeUnits) {
      this.writeUnits = writeUnits;
    }

    double writeUnits() {
      return writeUnits;
    }
  }

  private static CompletableFuture<Reply<Result>> write(
      ReplicaItems items, Change change, ItemCopy winner) {
    Deadline deadline = items.replica().newDeadline();
    if (change instanceof Change.PutIfNewer) {
      Version version = Objects.requireNonNull(winner.version());
      return items
          .putIfNewer(winner.image(), version, deadline, Dispatch.REGION_THREAD)
          .thenApply(reply -> reply.map(Repair::result));
    } else if (change instanceof Change.ReplaceOlder) {
      Version version = Objects.requireNonNull(winner.version());
      return items
          .replaceOlder(winner.image(), version, deadline)
          .thenApply(reply -> reply.map(Repair::result));
    } else if (change instanceof Change.Replace replace) {
      return items
          .replace(replace.read(), winner.image(), deadline)
          .thenApply(reply -> reply.map(Repair::result));
    }
    return items
        .putIfAbsent(winner.image(), deadline)
        .thenApply(reply -> reply.map(Repair::result));
  }

  private static Result result(StampedPut put) {
    // Already stored is no proof here: two writes of the old format may share a version.
    return put instanceof StampedPut.Stored stored
        ? new Result(stored.writeUnits())
        : Result.OVERTAKEN;
  }

  private static Result result(ExactChange change) {
    return change instanceof ExactChange.Done done
        ? new Result(done.writeUnits())
        : Result.OVERTAKEN;
  }
}
