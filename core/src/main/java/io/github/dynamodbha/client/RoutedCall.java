package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Takes one call along its route until a region answers.
 *
 * <p>The steps run one after another, so that the fields need no lock. As long as each has ended
 * when its call returns, as in the synchronous face, the whole route is run on the calling thread;
 * a leg that ended elsewhere is followed by one on the next region's own threads, since those of a
 * sick region are not for another's calls.
 */
final class RoutedCall<Q extends DynamoDbRequest, A extends DynamoDbResponse> {
  private final Call<Q, A> call;
  private final Route route;
  private final Routing routing;
  private final List<Failure> failures = new ArrayList<>(0);
  private final List<LegDiagnostics> legs = new ArrayList<>(1);
  private final List<String> lacking = new ArrayList<>(0);
  private Hedging hedging = Hedging.NOT_ELIGIBLE;
  private boolean repeated;
  private boolean unclearElsewhere;

  RoutedCall(Call<Q, A> call, List<RegionState> regions, Routing routing) {
    this.call = call;
    this.route = new Route(regions, call.reading(), this::sendTrial);
    this.routing = routing;
  }

  CompletableFuture<A> start() {
    RegionState region = route.next();
    if (region == null) {
      return fail();
    }
    return routing.hedges().isEligible(call, route.left())
        ? race(region)
        : ask(region, Dispatch.CALLING_THREAD);
  }

  private CompletableFuture<A> race(RegionState region) {
    Race<Q, A> race = new Race<>(call, region, route, routing.hedges(), routing.timer());
    CompletableFuture<Reply<A>> reply = race.run(share(), Dispatch.CALLING_THREAD);
    return reply.isDone() && !reply.isCompletedExceptionally()
        ? settle(region, race, reply.join(), Dispatch.CALLING_THREAD)
        : reply.thenCompose(r -> settle(region, race, r, Dispatch.REGION_THREAD));
  }

  private CompletableFuture<A> settle(
      RegionState first, Race<Q, A> race, Reply<A> reply, Dispatch dispatch) {
    hedging = race.hedging();
    Reply<A> loser = race.loser();
    if (loser != null) {
      note(loser);
    } else if (!reply.region().equals(first.name())) {
      legs.add(
          new LegDiagnostics(first.name(), call.deadline().elapsed(), "overtaken", null, false));
    }
    return settle(route.region(reply.region()), reply, dispatch);
  }

  private CompletableFuture<A> ask(RegionState region, Dispatch dispatch) {
    CompletableFuture<Reply<A>> reply =
        region.connection().call(call.operation().call(), call.request(), share(), dispatch);
    return reply.isDone() && !reply.isCompletedExceptionally()
        ? settle(region, reply.join(), dispatch)
        : reply.thenCompose(r -> settle(region, r, Dispatch.REGION_THREAD));
  }

  /** An equal part of what is left, for this leg and those that may follow. */
  private Deadline share() {
    return call.deadline().share(route.left() + 1);
  }

  private CompletableFuture<A> settle(RegionState region, Reply<A> reply, Dispatch dispatch) {
    note(reply);
    if (reply instanceof Reply.Answered<A> answered) {
      routing.tokens().remember(call, answered.answer(), reply.region());
      if (!lacking.isEmpty()) {
        routing.missing().answered(call.tables(), lacking, reply.region());
      }
      tell("answered");
      return CompletableFuture.completedFuture(answered.answer());
    }
    Failure failure = ((Reply.Failed<A>) reply).failure();
    LegVerdict verdict =
        LegVerdict.of(failure, call.operation().kind(), call.reading(), repeated, unclearElsewhere);
    switch (verdict) {
      case THROW -> {
        tell("refused");
        return CompletableFuture.failedFuture(failure.cause());
      }
      case REFUSED_AFTER_ALL -> {
        tell("failed");
        return CompletableFuture.failedFuture(
            RegionsFailedException.refusedAfterAll(call, failure.cause(), legs));
      }
      case REPEAT -> {
        repeated = true;
        return ask(region, dispatch);
      }
      case NEXT -> {
        unclearElsewhere |= failure.anyAttemptMayHaveHappened();
        RegionState next = route.next();
        return next == null ? last(region, failure, dispatch) : ask(next, dispatch);
      }
      case GIVE_UP -> {
        return fail();
      }
    }
    throw new AssertionError("every verdict returns");
  }

  /** No region is left; but a passing 5xx of the last one is worth the try that the SDK makes. */
  private CompletableFuture<A> last(RegionState region, Failure failure, Dispatch dispatch) {
    if (!failure.isServerError() || repeated) {
      return fail();
    }
    repeated = true;
    return ask(region, dispatch);
  }

  private void note(Reply<A> reply) {
    if (reply instanceof Reply.Failed<A> failed) {
      failures.add(failed.failure());
      if (failed.failure().failureClass() == FailureClass.TABLE_MISSING) {
        lacking.add(reply.region());
      }
    }
    legs.add(LegDiagnostics.of(reply));
  }

  /**
   * A definite refusal that all regions agree on, such as a missing table, is thrown as the first
   * of them gave it: callers and waiters look for it. Unless a write may have happened: that must
   * be said.
   */
  private CompletableFuture<A> fail() {
    boolean agreed = agree(FailureClass.TABLE_MISSING) || agree(FailureClass.THROTTLED);
    tell(agreed ? "refused" : "failed");
    return CompletableFuture.failedFuture(
        agreed ? failures.get(0).cause() : RegionsFailedException.of(call, legs));
  }

  private boolean agree(FailureClass failureClass) {
    return !failures.isEmpty()
        && failures.stream()
            .allMatch(
                failure ->
                    failure.failureClass() == failureClass
                        && (call.reading() || !failure.anyAttemptMayHaveHappened()));
  }

  /**
   * A read is sent to the region as well; a write is not, since nobody waits for it. The outcome
   * reaches the region's health.
   */
  private void sendTrial(RegionState region) {
    if (!call.reading()) {
      region.probe();
      return;
    }
    CompletableFuture<Reply<A>> unused =
        region
            .connection()
            .call(
                call.operation().call(),
                call.request(),
                region.connection().newDeadline(),
                Dispatch.REGION_THREAD);
  }

  private void tell(String outcome) {
    Duration latency = call.deadline().elapsed();
    routing.listener().callEnded(call.operation().name(), outcome, legs.size(), hedging, latency);
    Consumer<CallDiagnostics> diagnostics = call.options().diagnostics();
    if (diagnostics != null) {
      SafeListener.safely(
          () ->
              diagnostics.accept(
                  new CallDiagnostics(
                      call.operation().name(), legs, List.of(), List.of(), hedging, latency)));
    }
  }
}
