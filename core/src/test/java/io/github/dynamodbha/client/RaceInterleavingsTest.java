package io.github.dynamodbha.client;

import io.github.dynamodbha.Interleavings;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.HeldCalls;
import io.github.dynamodbha.replica.Reply;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class RaceInterleavingsTest {
  /** Loads the SDK's classes: one that is loaded while Lincheck steps may stay unusable. */
  @BeforeAll
  static void load() {
    TwoRegions race = new TwoRegions();
    race.periodPasses();
    race.otherRefuses();
    race.firstAnswers();
    race.validate();
    TwoRegions another = new TwoRegions();
    another.periodPasses();
    another.firstFails();
    another.otherAnswers();
    another.validate();
  }

  @Test
  void race_whenRepliesComeAsTheHedgeIsSent_thenOneCountsAndAnAnswerBeforeAnyFailure() {
    Interleavings.assertNoneBreaks(TwoRegions.class);
  }

  @Test
  void race_whenBothRegionsReplyAtOnce_thenOneCountsAndTheHedgeIsToldAsWhatItDid() {
    Interleavings.assertNoneBreaks(Hedged.class);
  }

  /** The hedge has been sent. */
  public static class Hedged extends TwoRegions {
    public Hedged() {
      periodPasses();
    }
  }

  /** The hedge is due from the start; both regions reply in any way, at any moment. */
  public static class TwoRegions {
    private final AtomicLong now = new AtomicLong();
    private final Queue<Runnable> sweeps = new ConcurrentLinkedQueue<>();
    private final HedgeTimer timer = new HedgeTimer(now::get, sweeps::add, Runnable::run);
    private final HeldCalls first = new HeldCalls();
    private final HeldCalls other = new HeldCalls();
    private final AtomicInteger replies = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final Race<GetItemRequest, GetItemResponse> race;
    private final CompletableFuture<Reply<GetItemResponse>> outcome;

    public TwoRegions() {
      List<RegionState> regions =
          List.of(
              RegionStateInterleavingsTest.region("us-east-1", now, first),
              RegionStateInterleavingsTest.region("us-west-1", now, other));
      Route route = new Route(regions, true, trial -> {});
      route.next();
      Deadline deadline = Deadline.after(Duration.ofSeconds(20), now::get);
      Call<GetItemRequest, GetItemResponse> call =
          new Call<>(
              DataOperations.GET_ITEM,
              GetItemRequest.builder()
                  .tableName(ClientRegions.TABLE)
                  .key(ClientRegions.key("Mars"))
                  .build(),
              CallOptions.DEFAULT,
              List.of(ClientRegions.TABLE),
              true,
              deadline);
      race = new Race<>(call, regions.get(0), route, new HedgePolicy(1), timer);
      outcome = race.run(deadline, Dispatch.REGION_THREAD);
      now.addAndGet(HedgePolicy.MAX_DELAY.toNanos());
    }

    @Operation(nonParallelGroup = "timer")
    public void periodPasses() {
      Runnable sweep = sweeps.poll();
      if (sweep != null) {
        sweep.run();
      }
    }

    @Operation
    public void firstAnswers() {
      answered(first);
    }

    @Operation
    public void firstFails() {
      failed(first, new UnknownHostException("us-east-1"));
    }

    @Operation
    public void otherAnswers() {
      answered(other);
    }

    @Operation
    public void otherRefuses() {
      failed(
          other, DynamoDbException.builder().statusCode(400).message("No such attribute").build());
    }

    private void answered(HeldCalls region) {
      if (region.answer(GetItemResponse.builder().build())) {
        answers.incrementAndGet();
        replies.incrementAndGet();
      }
    }

    private void failed(HeldCalls region, Exception failure) {
      if (region.fail(failure)) {
        replies.incrementAndGet();
      }
    }

    @Validate
    public void validate() {
      boolean hedged =
          race.hedging() == Hedging.SENT_AND_LOST || race.hedging() == Hedging.SENT_AND_WON;
      boolean allReplied = replies.get() == (hedged ? 2 : 1);
      if (outcome.isDone()) {
        validate(outcome.join());
      } else if (allReplied || answers.get() > 0) {
        throw new IllegalStateException("The race has no outcome");
      }
    }

    private void validate(Reply<GetItemResponse> reply) {
      boolean won = reply instanceof Reply.Answered && reply.region().equals("us-west-1");
      if ((race.hedging() == Hedging.SENT_AND_WON) != won) {
        throw new IllegalStateException(reply + " counts, and the hedge is " + race.hedging());
      }
      if (answers.get() > 0 && !(reply instanceof Reply.Answered)) {
        throw new IllegalStateException(reply + " counts, and there was an answer");
      }
    }
  }
}
