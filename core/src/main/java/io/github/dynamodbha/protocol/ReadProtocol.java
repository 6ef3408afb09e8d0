package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.CopyOrder;
import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Admission;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.LogLimit;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one item from all replicas, or from the first that answers. */
public final class ReadProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(ReadProtocol.class);
  private static final LogLimit LIMIT = new LogLimit(System::nanoTime);

  private final String table;
  private final List<ReplicaItems> replicas;
  private final Fanout fanout;
  private final int regions;
  private final ReadRepair repair;
  private final CallErrors errors;

  /** Makes the protocol of a table. */
  public ReadProtocol(
      String table, List<ReplicaItems> replicas, ReadRepair repair, CallErrors errors) {
    this(table, replicas, replicas.size(), repair, errors);
  }

  /**
   * Makes the protocol of a table of which some replicas are left out.
   *
   * @param regions how many regions there are with those
   */
  public ReadProtocol(
      String table,
      List<ReplicaItems> replicas,
      int regions,
      ReadRepair repair,
      CallErrors errors) {
    this.errors = errors;
    this.table = table;
    this.replicas = replicas;
    this.fanout = new Fanout(replicas, true);
    this.regions = regions;
    this.repair = repair;
  }

  /** What every replica said of a key, in order of preference. */
  public record Copies(List<Reply<Optional<ItemCopy>>> replies) {
    private List<ItemCopy> present() {
      return replies.stream()
          .filter(Reply.Answered.class::isInstance)
          .flatMap(reply -> ((Reply.Answered<Optional<ItemCopy>>) reply).answer().stream())
          .toList();
    }

    /** The newest copy, if any replica holds one. */
    public Optional<ItemCopy> winner() {
      return present().stream().max(CopyOrder.OLDEST_FIRST);
    }

    /** A region that holds the newest copy, the first one in order; null if there is none. */
    public @Nullable String regionOfWinner() {
      ItemCopy winner = winner().orElse(null);
      for (Reply<Optional<ItemCopy>> reply : replies) {
        if (winner != null
            && reply instanceof Reply.Answered<Optional<ItemCopy>> answered
            && answered.answer().filter(winner::sameContent).isPresent()) {
          return reply.region();
        }
      }
      return null;
    }

    /** The newest version that any replica holds, or null if none has one. */
    public @Nullable Version newestVersion() {
      return present().stream()
          .map(ItemCopy::version)
          .filter(Objects::nonNull)
          .max(Comparator.naturalOrder())
          .orElse(null);
    }

    /** True only if every replica answered, and none holds a live item. */
    public boolean goneEverywhere() {
      return replies.stream().allMatch(Reply.Answered.class::isInstance)
          && present().stream().allMatch(ItemCopy::isTombstone);
    }
  }

  /** Asks all replicas, strongly consistent; fails if none answers. */
  public CompletableFuture<Copies> all(
      ItemKey key, boolean consistentRead, Deadline deadline, Dispatch last) {
    return fanout
        .<Optional<ItemCopy>>ask(
            1, last, (replica, dispatch) -> replica.get(key, consistentRead, deadline, dispatch))
        .thenApply(
            replies -> {
              if (replies.stream().noneMatch(Reply.Answered.class::isInstance)) {
                throw Outcomes.noneCarriedOut(
                    "The read", table, Outcomes.failures(replies), errors);
              }
              warnUnusable(replies);
              return new Copies(replies);
            });
  }

  /** The newest copy of all replicas; those found to hold an older one are repaired on the side. */
  public CompletableFuture<Optional<ItemCopy>> newest(
      ItemKey key, boolean consistentRead, Deadline deadline, Dispatch last) {
    return repairing(all(key, consistentRead, deadline, last), consistentRead)
        .thenApply(Copies::winner);
  }

  /** All copies, strongly consistent; replicas found to hold an older one are repaired likewise. */
  public CompletableFuture<Copies> newestCopies(ItemKey key, Deadline deadline, Dispatch last) {
    return repairing(all(key, true, deadline, last), true);
  }

  private CompletableFuture<Copies> repairing(
      CompletableFuture<Copies> read, boolean consistentRead) {
    boolean whole = consistentRead && replicas.size() == regions;
    return read.thenApply(
        copies -> {
          copies.winner().ifPresent(copy -> repair.repair(copy, replicas, copies.replies(), whole));
          return copies;
        });
  }

  /** The copy of the first healthy region that answers. */
  public CompletableFuture<Optional<ItemCopy>> nearest(
      ItemKey key, boolean consistentRead, Deadline deadline, Dispatch dispatch) {
    List<ReplicaItems> order = new ArrayList<>(replicas.size());
    List<ReplicaItems> suspended = new ArrayList<>();
    for (ReplicaItems replica : replicas) {
      Admission admission = replica.replica().health(true).admit();
      if (admission == Admission.ASK) {
        order.add(replica);
      } else {
        suspended.add(replica);
        if (admission == Admission.TRIAL) {
          repair.onTheSide(replica.get(key, consistentRead, deadline, Dispatch.REGION_THREAD));
        }
      }
    }
    // Last of all, and only if no other answers, those that are suspended.
    order.addAll(suspended);
    return firstAnswer(order, 0, new LinkedHashMap<>(), key, consistentRead, deadline, dispatch);
  }

  private CompletableFuture<Optional<ItemCopy>> firstAnswer(
      List<ReplicaItems> order,
      int index,
      Map<String, Failure> failures,
      ItemKey key,
      boolean consistentRead,
      Deadline deadline,
      Dispatch dispatch) {
    ReplicaItems replica = order.get(index);
    return replica
        .get(key, consistentRead, deadline.share(order.size() - index), dispatch)
        .thenCompose(
            reply -> {
              if (reply instanceof Reply.Answered<Optional<ItemCopy>> answered) {
                return CompletableFuture.completedFuture(answered.answer());
              }
              Failure failure = ((Reply.Failed<Optional<ItemCopy>>) reply).failure();
              failures.put(replica.region(), failure);
              if (failure.failureClass() == FailureClass.ANSWER || index + 1 == order.size()) {
                return CompletableFuture.failedFuture(
                    Outcomes.noneCarriedOut("The read", table, failures, errors));
              }
              LOG.debug("Reading on in the next region: {}", failure.reason());
              return firstAnswer(
                  order, index + 1, failures, key, consistentRead, deadline, dispatch);
            });
  }

  private void warnUnusable(List<Reply<Optional<ItemCopy>>> replies) {
    for (Reply<Optional<ItemCopy>> reply : replies) {
      if (reply instanceof Reply.Answered<Optional<ItemCopy>> answered
          && answered.answer().isPresent()
          && answered.answer().get().unusable() != null) {
        String remark = LIMIT.admit(reply.region() + ' ' + table);
        if (remark != null) {
          LOG.warn(
              "Region {} holds an item of table {} whose version can't be used; any other copy wins{}",
              reply.region(),
              table,
              remark);
        }
      }
    }
  }
}
