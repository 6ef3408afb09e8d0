package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings replicas up to date that a read found to hold an older copy: in the background, by the
 * same conditional put as any write, so that it can overwrite nothing newer.
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

  /** Repairs the replicas whose reply shows an older copy than the winner, or none. */
  void repair(
      ItemCopy winner, List<ReplicaItems> replicas, List<Reply<Optional<ItemCopy>>> replies) {
    Version version = winner.version();
    if (version == null) {
      return;
    }
    for (int i = 0; i < replicas.size(); i++) {
      if (replies.get(i) instanceof Reply.Answered<Optional<ItemCopy>> answered
          && isStale(answered.answer().orElse(null), winner, version)) {
        put(replicas.get(i), winner, version);
      }
    }
  }

  static boolean isStale(@Nullable ItemCopy held, ItemCopy winner, Version version) {
    if (held == null) {
      return !winner.isTombstone();
    }
    return held.unusable() == null
        && (held.version() == null || held.version().compareTo(version) < 0);
  }

  private void put(ReplicaItems replica, ItemCopy winner, Version version) {
    if (underWay.size() >= MAX_UNDER_WAY) {
      LOG.debug("Skipping a read repair in {}: {} are under way", replica.region(), MAX_UNDER_WAY);
      return;
    }
    onTheSide(
        replica
            .putIfNewer(
                winner.image(), version, replica.replica().newDeadline(), Dispatch.REGION_THREAD)
            .thenAccept(
                reply -> {
                  if (reply instanceof Reply.Failed<?> failed) {
                    LOG.debug(
                        "Read repair in {} failed: {}",
                        reply.region(),
                        failed.failure().describe());
                  }
                }));
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
