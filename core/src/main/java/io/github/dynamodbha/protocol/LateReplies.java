package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Replies to a write's rounds that a later round did not wait for: of a suspended or slow region,
 * which may yet say, while the write is still under way, that it holds something newer.
 *
 * <p>Thread-safe.
 */
final class LateReplies {
  /** Few: one for each region and round. */
  private final Queue<CompletableFuture<Reply<StampedPut>>> calls = new ConcurrentLinkedQueue<>();

  /** Follows a call of any round. */
  CompletableFuture<Reply<StampedPut>> follow(CompletableFuture<Reply<StampedPut>> call) {
    calls.add(call);
    return call;
  }

  /**
   * The replies of a round, where a region without an answer in it has in the meantime shown
   * something newer than the round's version.
   */
  List<Reply<StampedPut>> with(List<Reply<StampedPut>> replies, Version version) {
    List<Reply<StampedPut>> all = new ArrayList<>(replies.size());
    for (Reply<StampedPut> reply : replies) {
      all.add(reply instanceof Reply.Failed<StampedPut> ? late(reply, version) : reply);
    }
    return all;
  }

  private Reply<StampedPut> late(Reply<StampedPut> missing, Version version) {
    for (CompletableFuture<Reply<StampedPut>> call : calls) {
      Reply<StampedPut> reply = call.getNow(null);
      if (reply != null && reply.region().equals(missing.region()) && shows(reply, version)) {
        return reply;
      }
    }
    return missing;
  }

  /** True if the region holds something newer than the version. */
  private static boolean shows(Reply<StampedPut> reply, Version version) {
    return reply instanceof Reply.Answered<StampedPut> answered
        && answered.answer() instanceof StampedPut.Superseded by
        && by.current() != null
        && by.current().version() != null
        && by.current().version().compareTo(version) > 0;
  }
}
