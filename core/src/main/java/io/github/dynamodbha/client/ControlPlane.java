package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Carries an operation of the control plane out in every region.
 *
 * <p>The answer is that of the first region. Where all regions refuse, it is the first one's
 * refusal; where some carried it out and others did not, one exception says which.
 */
final class ControlPlane {
  private final ClientMode mode;

  ControlPlane(ClientMode mode) {
    this.mode = mode;
  }

  /** Sends a call as it is to every region. */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> everywhere(
      Call<Q, A> call) {
    return everywhere(call, (request, region) -> request);
  }

  /**
   * Sends a call to every region.
   *
   * @param local makes a region's request of the caller's
   */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> everywhere(
      Call<Q, A> call, BiFunction<Q, String, Q> local) {
    if (call.options().region() != null) {
      return mode.route(call, call.request());
    }
    ReplicatedCall<A> replicated = new ReplicatedCall<>(mode, call);
    List<CompletableFuture<Reply<A>>> replies = new ArrayList<>();
    for (RegionState region : replicated.included()) {
      replies.add(
          region
              .connection()
              .call(
                  call.operation().call(),
                  local.apply(call.request(), region.name()),
                  call.deadline(),
                  Dispatch.REGION_THREAD)
              .thenApply(
                  reply -> {
                    replicated.log().replied(call.operation().call(), reply);
                    return reply;
                  }));
    }
    return replicated.end(
        CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
            .thenCompose(
                done ->
                    outcome(
                        replicated, call, replies.stream().map(CompletableFuture::join).toList())));
  }

  private static <A extends DynamoDbResponse> CompletableFuture<A> outcome(
      ReplicatedCall<A> replicated, Call<?, A> call, List<Reply<A>> replies) {
    A first = null;
    List<String> done = new ArrayList<>();
    Map<String, Failure> failed = new LinkedHashMap<>();
    for (Reply<A> reply : replies) {
      if (reply instanceof Reply.Answered<A> answered) {
        first = first == null ? answered.answer() : first;
        done.add(reply.region());
      } else {
        failed.put(reply.region(), ((Reply.Failed<A>) reply).failure());
      }
    }
    RuntimeException refusal = refusalOfAll(failed);
    failed.putAll(replicated.excluded());
    if (first != null && failed.isEmpty()) {
      return CompletableFuture.completedFuture(first);
    }
    if (done.isEmpty() && refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    boolean mayHave = failed.values().stream().anyMatch(Failure::anyAttemptMayHaveHappened);
    return CompletableFuture.failedFuture(
        RegionsFailedException.of(
            call.describe()
                + (done.isEmpty()
                    ? " was not carried out in "
                    : " was carried out in " + done + ", but not in ")
                + failed.keySet()
                + (mayHave ? " or nobody knows" : "")
                + ": repeat it there, with CallOptions.region or the region's own client",
            replicated.log().legs(failed),
            done,
            mayHave));
  }

  /** The first region's answer, if every region refused of its own, and surely did nothing. */
  private static @Nullable RuntimeException refusalOfAll(Map<String, Failure> failed) {
    boolean all =
        failed.values().stream()
            .allMatch(
                failure ->
                    !failure.anyAttemptMayHaveHappened()
                        && (failure.failureClass() == FailureClass.ANSWER
                            || failure.failureClass() == FailureClass.TABLE_MISSING
                            || failure.failureClass() == FailureClass.THROTTLED));
    return all
            && !failed.isEmpty()
            && failed.values().iterator().next().cause() instanceof RuntimeException refusal
        ? refusal
        : null;
  }
}
