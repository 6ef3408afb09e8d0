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
 * <p>The legs run one after another, so that the fields need no lock. As long as each leg has ended
 * when its call returns, as in the synchronous face, the whole route is run on the calling thread;
 * a leg that ended elsewhere is followed by one on the next region's own threads, since those of a
 * sick region are not for another's calls.
 */
final class RoutedCall<Q extends DynamoDbRequest, A extends DynamoDbResponse> {
  private final Call<Q, A> call;
  private final Route route;
  private final PageTokens tokens;
  private final ClientListener listener;
  private final List<Failure> failures = new ArrayList<>(0);
  private final List<LegDiagnostics> legs = new ArrayList<>(1);
  private boolean repeated;

  RoutedCall(
      Call<Q, A> call, List<RegionState> regions, PageTokens tokens, ClientListener listener) {
    this.call = call;
    this.route = new Route(regions, call.reading(), this::sendTrial);
    this.tokens = tokens;
    this.listener = listener;
  }

  CompletableFuture<A> start() {
    return next(Dispatch.CALLING_THREAD);
  }

  private CompletableFuture<A> next(Dispatch dispatch) {
    RegionState region = route.next();
    return region == null ? fail() : ask(region, dispatch);
  }

  private CompletableFuture<A> ask(RegionState region, Dispatch dispatch) {
    Deadline share = call.deadline().share(route.left() + 1);
    CompletableFuture<Reply<A>> reply =
        region.connection().call(call.operation().call(), call.request(), share, dispatch);
    return reply.isDone()
        ? settle(region, reply.join(), dispatch)
        : reply.thenCompose(r -> settle(region, r, Dispatch.REGION_THREAD));
  }

  private CompletableFuture<A> settle(RegionState region, Reply<A> reply, Dispatch dispatch) {
    if (reply instanceof Reply.Answered<A> answered) {
      tokens.remember(call, answered.answer(), region.name());
      legs.add(new LegDiagnostics(region.name(), reply.latency(), "answered", null, false));
      tell("answered");
      return CompletableFuture.completedFuture(answered.answer());
    }
    Failure failure = ((Reply.Failed<A>) reply).failure();
    failures.add(failure);
    legs.add(
        new LegDiagnostics(
            region.name(),
            reply.latency(),
            failure.reason(),
            failure.cause(),
            failure.mayHaveHappened()));
    switch (LegVerdict.of(failure, call.operation().kind(), call.reading(), repeated)) {
      case THROW -> {
        tell("refused");
        return CompletableFuture.failedFuture(failure.cause());
      }
      case REPEAT -> {
        repeated = true;
        return ask(region, dispatch);
      }
      case NEXT -> {
        return next(dispatch);
      }
      case GIVE_UP -> {
        return fail();
      }
    }
    throw new AssertionError("every verdict returns");
  }

  /**
   * A definite refusal that all regions agree on, such as a missing table, is thrown as the first
   * of them gave it: callers and waiters look for it.
   */
  private CompletableFuture<A> fail() {
    boolean agreed =
        !failures.isEmpty()
            && failures.stream().map(Failure::failureClass).distinct().count() == 1
            && (is(FailureClass.TABLE_MISSING) || is(FailureClass.THROTTLED));
    tell(agreed ? "refused" : "failed");
    return CompletableFuture.failedFuture(
        agreed
            ? failures.get(0).cause()
            : new RegionsFailedException(message(), legs, !call.reading()));
  }

  private boolean is(FailureClass failureClass) {
    return failures.get(0).failureClass() == failureClass;
  }

  private String message() {
    boolean mayHaveHappened =
        !call.reading() && legs.stream().anyMatch(LegDiagnostics::mayHaveHappened);
    return mayHaveHappened
        ? call.describe()
            + " may or may not have been carried out, and was not sent to another region (read the"
            + " item before you try again)"
        : call.describe() + " failed in every region that it may go to";
  }

  /** Nobody waits for it; its outcome reaches the region's health. */
  private void sendTrial(RegionState region) {
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
    listener.callEnded(call.operation().name(), outcome, legs.size(), latency);
    Consumer<CallDiagnostics> diagnostics = call.options().diagnostics();
    if (diagnostics != null) {
      SafeListener.safely(
          () -> diagnostics.accept(new CallDiagnostics(call.operation().name(), legs, latency)));
    }
  }
}
