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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Carries out the changes that bring a key's winner to the replicas that lack it. */
final class Repair {
  private final List<ReplicaRun> replicas;

  Repair(List<ReplicaRun> replicas) {
    this.replicas = replicas;
  }

  /**
   * What became of the changes of one key.
   *
   * @param overtaken replicas that hold something else than was read, so that nothing was done
   * @param failed replicas that could not be written, with the cause
   */
  record Outcome(int overtaken, Map<String, String> failed) {}

  /** Makes the changes in all replicas at once and waits for them. */
  Outcome apply(Verdict.Diverged diverged) throws InterruptedException {
    double units = Prices.writeUnits(ItemSize.of(diverged.winner().image()));
    List<Patience.Started<Result>> writes = new ArrayList<>();
    for (Change change : diverged.changes()) {
      ReplicaRun replica = replicas.get(change.replica());
      writes.add(
          replica.writes().start(units, () -> write(replica.items(), change, diverged.winner())));
    }
    int overtaken = 0;
    Map<String, String> failed = new LinkedHashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      ReplicaRun replica = replicas.get(diverged.changes().get(i).replica());
      Reply<Result> reply = writes.get(i).await();
      if (reply instanceof Reply.Failed<Result> failure) {
        failed.put(replica.region(), "could not be repaired: " + failure.failure().describe());
      } else if (reply instanceof Reply.Answered<Result> answered) {
        if (answered.answer().done()) {
          replica.consumedWrite(answered.answer().writeUnits());
        } else {
          replica.refusedWrite(units);
          overtaken++;
        }
      }
    }
    return new Outcome(overtaken, failed);
  }

  private record Result(boolean done, double writeUnits) {
    static final Result OVERTAKEN = new Result(false, 0);
  }

  private static CompletableFuture<Reply<Result>> write(
      ReplicaItems items, Change change, ItemCopy winner) {
    Deadline deadline = items.replica().newDeadline();
    if (change instanceof Change.PutIfNewer) {
      Version version = Objects.requireNonNull(winner.version());
      return items
          .putIfNewer(winner.image(), version, deadline, Dispatch.REGION_THREAD)
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
        ? new Result(true, stored.writeUnits())
        : Result.OVERTAKEN;
  }

  private static Result result(ExactChange change) {
    return change instanceof ExactChange.Done done
        ? new Result(true, done.writeUnits())
        : Result.OVERTAKEN;
  }
}
