package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replies to a write's rounds that a later round did not wait for: of a suspended or slow region,
 * which may yet say, while the write is still under way, that it holds something newer.
 *
 * <p>Thread-safe.
 */
final class LateReplies {
  private final Map<String, CompletableFuture<Reply<StampedPut>>> last = new ConcurrentHashMap<>();

  /** Follows a call to a region; its reply replaces what an earlier round's said. */
  CompletableFuture<Reply<StampedPut>> follow(
      String region, CompletableFuture<Reply<StampedPut>> call) {
    last.put(region, call);
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
    CompletableFuture<Reply<StampedPut>> call = last.get(missing.region());
    Reply<StampedPut> reply = call == null ? null : call.getNow(null);
    return reply instanceof Reply.Answered<StampedPut> answered
            && answered.answer() instanceof StampedPut.Superseded by
            && by.current() != null
            && by.current().version() != null
            && by.current().version().compareTo(version) > 0
        ? reply
        : missing;
  }
}
