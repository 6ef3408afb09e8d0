package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings a region up to date on one key before it judges a write of that key, where it is known to
 * have missed writes: what it judged on an older copy would win over the writes that it has missed,
 * since its version is newer than theirs.
 *
 * <p>All replicas are asked, strongly consistent, and the newest copy is put where the write is to
 * be judged, with its version unchanged and over nothing newer. What only a region holds that does
 * not answer can't be heeded.
 */
final class CatchUp {
  private final List<ReplicaItems> replicas;
  private final Predicate<String> behind;

  /**
   * Makes it for one table.
   *
   * @param behind whether a region, by its name, is known to have missed writes
   */
  CatchUp(List<ReplicaItems> replicas, Predicate<String> behind) {
    this.replicas = replicas;
    this.behind = behind;
  }

  /**
   * What came of it.
   *
   * @param seen the newest version that a region holds, or null if none is known
   * @param failure why the region could not be brought up to date, or null if it is
   */
  record Outcome(@Nullable Version seen, @Nullable Failure failure) {
    static final Outcome NOTHING_TO_DO = new Outcome(null, null);

    /** The newer version of both, and the first failure. */
    Outcome and(Outcome other) {
      Version newest =
          other.seen != null && (seen == null || other.isAbove(seen)) ? other.seen : seen;
      return new Outcome(newest, failure == null ? other.failure : failure);
    }

    /** True if a write with this version would be older than what is stored. */
    boolean isAbove(Version version) {
      return seen != null && seen.compareTo(version) > 0;
    }
  }

  /**
   * Brings the judge up to date on a key.
   *
   * @param keyOf finds the key, or fails where the request has none; then DynamoDB refuses it
   */
  CompletableFuture<Outcome> of(
      ReplicaItems judge, Function<TableFormat, ItemKey> keyOf, Deadline deadline) {
    if (!behind.test(judge.region())) {
      return CompletableFuture.completedFuture(Outcome.NOTHING_TO_DO);
    }
    ItemKey key;
    try {
      key = keyOf.apply(judge.format());
    } catch (IllegalArgumentException refused) {
      return CompletableFuture.completedFuture(Outcome.NOTHING_TO_DO);
    }
    Deadline half = deadline.share(2);
    return new Fanout(replicas, true)
        .<Optional<ItemCopy>>ask(
            1,
            Dispatch.REGION_THREAD,
            (replica, dispatch) -> replica.get(key, true, half, dispatch))
        .thenCompose(replies -> carry(replies, judge, deadline));
  }

  private static CompletableFuture<Outcome> carry(
      List<Reply<Optional<ItemCopy>>> replies, ReplicaItems judge, Deadline deadline) {
    ItemCopy winner = new ReadProtocol.Copies(replies).winner().orElse(null);
    Version version = winner == null ? null : winner.version();
    if (winner == null || version == null || !isBehind(replies, judge, winner, version)) {
      return CompletableFuture.completedFuture(new Outcome(version, null));
    }
    return judge
        .putIfNewer(winner.image(), version, deadline, Dispatch.REGION_THREAD)
        .thenApply(
            reply ->
                new Outcome(
                        version,
                        // It is the winner that may have been stored, and not the caller's write.
                        reply instanceof Reply.Failed<?> failed
                            ? failed.failure().ofAnotherCall()
                            : null)
                    .and(new Outcome(shown(reply), null)));
  }

  /** What lies in the copy's way where the judge did not tell of it before. */
  private static @Nullable Version shown(Reply<StampedPut> reply) {
    return reply instanceof Reply.Answered<StampedPut> answered
            && answered.answer() instanceof StampedPut.Superseded superseded
            && superseded.current() != null
        ? superseded.current().version()
        : null;
  }

  /** A judge that did not say what it holds may hold anything. */
  private static boolean isBehind(
      List<Reply<Optional<ItemCopy>>> replies,
      ReplicaItems judge,
      ItemCopy winner,
      Version version) {
    for (Reply<Optional<ItemCopy>> reply : replies) {
      if (reply.region().equals(judge.region())
          && reply instanceof Reply.Answered<Optional<ItemCopy>> answered) {
        ItemCopy held = answered.answer().orElse(null);
        return held == null ? !winner.isTombstone() : ReadRepair.isOlder(held, version);
      }
    }
    return true;
  }
}
