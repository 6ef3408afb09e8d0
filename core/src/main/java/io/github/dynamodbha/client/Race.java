package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.FailureTable;
import io.github.dynamodbha.replica.Leg;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * The first region of a call and, should it be slow, one other that is asked as well: the first
 * answer counts. A call that may not be hedged (a strong read, or for want of a budget) still moves
 * on once the region that it waits for is left out.
 *
 * <p>In the synchronous face the calling thread sits in the first leg, and the hedge runs on its
 * region's threads; when the hedge wins, the first leg is overtaken, which frees the calling thread
 * and the connection.
 *
 * <p>Thread-safe: three threads meet here (the caller's or the first region's, the timer's, the
 * hedge's), and each changes the fields under the lock. The route is used by {@link #due} only
 * while the first leg is under way, when nobody else uses it.
 */
final class Race<Q extends DynamoDbRequest, A extends DynamoDbResponse> extends HedgeTimer.Watched {
  /** How soon a call leaves a region whose breaker opened after the hedge was due. */
  private static final long WATCH_NANOS = Duration.ofMillis(50).toNanos();

  private final Call<Q, A> call;
  private final RegionState first;
  private final Route route;
  private final HedgePolicy policy;
  private final HedgeTimer timer;
  private final Leg leg = new Leg();
  private final CompletableFuture<Reply<A>> outcome = new CompletableFuture<>();
  private Hedging hedging;
  private boolean firstReplied;
  private int underWay = 1;
  private @Nullable Reply<A> loser;
  private @Nullable Reply<A> winner;

  Race(Call<Q, A> call, RegionState first, Route route, HedgePolicy policy, HedgeTimer timer) {
    super(timer.now() + policy.delayNanos(first, call.operation()));
    this.call = call;
    this.first = first;
    this.route = route;
    this.policy = policy;
    this.timer = timer;
    this.hedging = policy.mayHedge(call) ? Hedging.NOT_DUE : Hedging.NOT_ELIGIBLE;
  }

  /** Runs the race; completes with the reply that counts, never with an exception. */
  CompletableFuture<Reply<A>> run(Deadline share, Dispatch dispatch) {
    timer.watch(this);
    CompletableFuture<Reply<A>> reply =
        first.connection().call(call.operation().call(), call.request(), share, dispatch, leg);
    follow(reply, first, this::firstReplied);
    return outcome;
  }

  /** What hedging did; final once the race is over. */
  synchronized Hedging hedging() {
    return hedging;
  }

  /** The reply that did not count and came first, if there was one. */
  synchronized @Nullable Reply<A> loser() {
    return loser;
  }

  @Override
  void due() {
    RegionState other;
    synchronized (this) {
      if (firstReplied) {
        return;
      }
      other = first.breaker(call.reading()).isSuspended() ? route.nextInUse() : hedge();
      if (other != null) {
        note(Hedging.SENT_AND_LOST);
        underWay++;
      }
    }
    if (other == null) {
      dueAt(timer.now() + WATCH_NANOS);
      timer.watch(this);
      return;
    }
    follow(
        other
            .connection()
            .call(call.operation().call(), call.request(), call.deadline(), Dispatch.REGION_THREAD),
        other,
        this::replied);
  }

  /** A reply that breaks off with an exception, which none should, is the region's failure. */
  private void follow(
      CompletableFuture<Reply<A>> reply, RegionState region, Consumer<Reply<A>> then) {
    if (reply.isDone() && !reply.isCompletedExceptionally()) {
      then.accept(reply.join());
      return;
    }
    CompletableFuture<Void> unused =
        reply
            .exceptionally(
                thrown ->
                    new Reply.Failed<>(
                        region.name(), call.deadline().elapsed(), FailureTable.classify(thrown)))
            .thenAccept(then);
  }

  /** The region to send a hedge to, asked for once; null if there is none, or none may be sent. */
  private @Nullable RegionState hedge() {
    if (hedging != Hedging.NOT_DUE) {
      return null;
    }
    RegionState other = route.nextForHedge(region -> !policy.isSlow(region, call.operation()));
    hedging = other == null ? Hedging.NO_FASTER_REGION : policy.admit(first);
    if (hedging == Hedging.SENT_AND_LOST) {
      return other;
    }
    route.giveBack(other);
    return null;
  }

  /** A read that may not be hedged and moves on to another region does just that. */
  private void note(Hedging done) {
    hedging = hedging == Hedging.NOT_ELIGIBLE ? hedging : done;
  }

  private void firstReplied(Reply<A> reply) {
    synchronized (this) {
      firstReplied = true;
    }
    timer.forget(this);
    replied(reply);
  }

  private void replied(Reply<A> reply) {
    Reply<A> counts = reply;
    boolean overtakes;
    synchronized (this) {
      underWay--;
      if (winner != null) {
        return;
      }
      if (underWay > 0 && !isDecisive(reply)) {
        loser = reply;
        return;
      }
      if (loser != null && isRefusal(loser) && !isDecisive(reply)) {
        // The first region has nothing to say, and the other one has refused.
        counts = loser;
        loser = reply;
      }
      winner = counts;
      overtakes = !firstReplied;
      if (counts instanceof Reply.Answered<A> && !counts.region().equals(first.name())) {
        note(Hedging.SENT_AND_WON);
      }
    }
    outcome.complete(counts);
    if (overtakes) {
      leg.overtake();
    }
  }

  /**
   * Whether the others need not be waited for. A hedge's refusal is the other region's alone (its
   * permissions, its indexes): a healthy first region may answer yet.
   */
  private boolean isDecisive(Reply<A> reply) {
    return reply instanceof Reply.Answered<A>
        || (isRefusal(reply)
            && (reply.region().equals(first.name())
                || first.breaker(call.reading()).isSuspended()));
  }

  private static boolean isRefusal(Reply<?> reply) {
    return reply instanceof Reply.Failed<?> failed
        && failed.failure().failureClass() == FailureClass.ANSWER;
  }
}
