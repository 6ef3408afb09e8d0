package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.CopyOrder;
import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings replicas up to date that a read found to hold an older copy, or none: in the background,
 * by conditional puts, so that they can overwrite nothing newer.
 *
 * <p>Nor may they bring back what was deleted. By the time of the put, the deletion may have
 * reached all replicas and been purged, so that nothing is left to refuse it. Therefore an older
 * copy is replaced only where an older copy still is. And where a replica lacks the item, the gap
 * is filled only if every region has answered, strongly consistent, and those that hold the item
 * still do when they are asked once more after that: a tombstone is purged when all hold it, and
 * then none holds the item.
 *
 * <p>Left to {@code sync}: copies without a usable version, equal versions with other content, and
 * tombstones that a replica lacks (it may just have been purged there; a reader sees no
 * difference).
 *
 * <p>Thread-safe. At most {@value #MAX_UNDER_WAY} calls are under way; what exceeds that is
 * skipped, since the next read or sync finds it again.
 */
public final class ReadRepair {
  private static final Logger LOG = LoggerFactory.getLogger(ReadRepair.class);

  /** Half of a region's connections: repairs leave room for the callers' own requests. */
  private static final int MAX_UNDER_WAY = 25;

  /** By a token of their own, since futures have no equality to speak of. */
  private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

  /**
   * Repairs the replicas whose reply shows an older copy than the winner, or none.
   *
   * @param whole true if the replies are strongly consistent and the replicas are those of all
   *     regions, none left out
   */
  void repair(
      ItemCopy winner,
      List<ReplicaItems> replicas,
      List<Reply<Optional<ItemCopy>>> replies,
      boolean whole) {
    Version version = winner.version();
    if (version == null) {
      return;
    }
    List<ReplicaItems> without = new ArrayList<>();
    List<ReplicaItems> with = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      if (replies.get(i) instanceof Reply.Answered<Optional<ItemCopy>> answered) {
        ItemCopy held = answered.answer().orElse(null);
        (held == null ? without : with).add(replicas.get(i));
        if (held != null && isOlder(held, version)) {
          start(replicas.get(i), replica -> replaceOlder(replica, winner, version));
        }
      }
    }
    boolean allAnswered = without.size() + with.size() == replicas.size();
    if (whole && allAnswered && !without.isEmpty() && !winner.isTombstone()) {
      start(without.get(0), first -> fill(without, with, winner));
    }
  }

  /** True if the winner of this version may replace it. */
  static boolean isOlder(ItemCopy held, Version version) {
    return held.unusable() == null
        && (held.version() == null || held.version().compareTo(version) < 0);
  }

  private void start(ReplicaItems replica, Function<ReplicaItems, CompletableFuture<?>> repair) {
    if (underWay.size() >= MAX_UNDER_WAY) {
      LOG.debug("Skipping a read repair in {}: {} are under way", replica.region(), MAX_UNDER_WAY);
      return;
    }
    onTheSide(repair.apply(replica));
  }

  private static CompletableFuture<?> replaceOlder(
      ReplicaItems replica, ItemCopy winner, Version version) {
    return replica
        .replaceOlder(winner.image(), version, replica.replica().newDeadline())
        .thenAccept(ReadRepair::noteFailure);
  }

  private static CompletableFuture<?> fill(
      List<ReplicaItems> without, List<ReplicaItems> with, ItemCopy winner) {
    List<CompletableFuture<Reply<Optional<ItemCopy>>>> again =
        with.stream()
            .map(r -> r.get(winner.key(), true, r.replica().newDeadline(), Dispatch.REGION_THREAD))
            .toList();
    return CompletableFuture.allOf(again.toArray(CompletableFuture[]::new))
        .thenCompose(
            read -> {
              if (!isStillThere(again.stream().map(CompletableFuture::join).toList(), winner)) {
                return CompletableFuture.completedFuture(null);
              }
              return CompletableFuture.allOf(
                  without.stream()
                      .map(replica -> putIfAbsent(replica, winner))
                      .toArray(CompletableFuture[]::new));
            });
  }

  /** All answer, none has lost its copy, and the winner is still the same. */
  private static boolean isStillThere(List<Reply<Optional<ItemCopy>>> replies, ItemCopy winner) {
    List<ItemCopy> held = new ArrayList<>();
    for (Reply<Optional<ItemCopy>> reply : replies) {
      if (reply instanceof Reply.Answered<Optional<ItemCopy>> answered) {
        answered.answer().ifPresent(held::add);
      }
    }
    return held.size() == replies.size()
        && held.stream().max(CopyOrder.OLDEST_FIRST).filter(winner::sameContent).isPresent();
  }

  private static CompletableFuture<?> putIfAbsent(ReplicaItems replica, ItemCopy winner) {
    return replica
        .putIfAbsent(winner.image(), replica.replica().newDeadline())
        .thenAccept(ReadRepair::noteFailure);
  }

  private static void noteFailure(Reply<?> reply) {
    if (reply instanceof Reply.Failed<?> failed) {
      LOG.debug("Read repair in {} failed: {}", reply.region(), failed.failure().describe());
    }
  }

  /** Keeps a call that nobody waits for until it ends, so that closing the table can. */
  void onTheSide(CompletableFuture<?> call) {
    Object token = new Object();
    underWay.put(token, call);
    CompletableFuture<?> unused = call.whenComplete((answer, thrown) -> underWay.remove(token));
  }

  /**
   * Completes when what is under way now has ended, or the time is over; never with an exception.
   */
  public CompletableFuture<Void> settled(Duration atMost) {
    return CompletableFuture.allOf(underWay.values().toArray(CompletableFuture[]::new))
        .handle((answer, thrown) -> (Void) null)
        .completeOnTimeout(null, atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
