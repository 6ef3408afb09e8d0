package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the replies to one round of a write mean. */
sealed interface WriteVerdict {
  /**
   * A replica holds a newer version (or one that went away as we looked): stamp above it and write
   * again, so that this write, which began later than that one ended, wins.
   *
   * @param seen the newest version that a replica holds, or null
   * @param stored the regions that took this write, and must hold it still before it is written
   *     anew
   * @param newer the regions that hold something newer
   * @param missed the other regions, those with something newer included
   */
  record Restamp(
      @Nullable Version seen, List<String> stored, List<String> newer, Map<String, Failure> missed)
      implements WriteVerdict {
    /**
     * What became of the write where a later one has replaced it in a region that had stored it: a
     * region that holds something newer has missed nothing then.
     *
     * @param order all regions
     */
    Settled replacedByALaterWrite(List<String> order) {
      Map<String, Failure> others = new LinkedHashMap<>(missed);
      others.keySet().removeAll(newer);
      return new Settled(order.stream().filter(r -> !others.containsKey(r)).toList(), others);
    }
  }

  /** Every replica has had its say. */
  record Settled(List<String> stored, Map<String, Failure> missed) implements WriteVerdict {}

  /**
   * Decides.
   *
   * @param concurrent tells of a version whether its write was still under way when this one began:
   *     then it may count as the later of the two, and its replica as one that stored this write
   *     too
   * @param lastRound true if there is no further round: then being superseded counts as missed
   */
  static WriteVerdict of(
      List<Reply<StampedPut>> replies, Predicate<Version> concurrent, boolean lastRound) {
    List<String> stored = new ArrayList<>();
    Map<String, Failure> missed = new LinkedHashMap<>();
    Version newest = null;
    List<String> newer = new ArrayList<>();
    boolean superseded = false;
    for (Reply<StampedPut> reply : replies) {
      if (reply instanceof Reply.Failed<StampedPut> failed) {
        missed.put(failed.region(), failed.failure());
      } else if (reply instanceof Reply.Answered<StampedPut> answered) {
        if (answered.answer() instanceof StampedPut.Superseded by) {
          ItemCopy current = by.current();
          if (current != null && current.unusable() != null) {
            missed.put(reply.region(), refused(current.unusable()));
          } else if (current != null
              && current.version() != null
              && concurrent.test(current.version())) {
            stored.add(reply.region());
          } else {
            superseded = true;
            if (current != null) {
              newer.add(reply.region());
            }
            missed.put(reply.region(), refused(overtaken(current)));
            newest = max(newest, current == null ? null : current.version());
          }
        } else {
          stored.add(reply.region());
        }
      }
    }
    return superseded && !lastRound
        ? new Restamp(newest, stored, newer, missed)
        : new Settled(stored, missed);
  }

  /** True if the replica holds something newer by a write that may have ended before this began. */
  static boolean isDecisive(Reply<StampedPut> reply, Predicate<Version> concurrent) {
    return reply instanceof Reply.Answered<StampedPut> answered
        && answered.answer() instanceof StampedPut.Superseded by
        && by.current() != null
        && by.current().version() != null
        && !concurrent.test(by.current().version());
  }

  private static Failure refused(RuntimeException why) {
    return new Failure(FailureClass.REGION_SICK, "not stored", false, 0, why);
  }

  private static RuntimeException overtaken(@Nullable ItemCopy current) {
    return SdkClientException.create(
        "Other writers of the item were faster each time: the region holds "
            + (current == null ? "a newer state" : current));
  }

  private static @Nullable Version max(@Nullable Version a, @Nullable Version b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }
}
