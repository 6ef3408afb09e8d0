package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.FailureTable;
import io.github.dynamodbha.replica.Reply;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** The race of two regions: its timer by a clock of the test's, its calls over real sockets. */
@WithLocalRegions
class RaceTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  /** For what would otherwise never come. */
  private static final Duration ENOUGH = Duration.ofMinutes(1);

  private final AtomicLong now = new AtomicLong();
  private final Queue<Runnable> sweeps = new ConcurrentLinkedQueue<>();
  private final HedgeTimer timer = new HedgeTimer(now::get, sweeps::add, Runnable::run);
  private ClientRegions regions;
  private List<RegionState> states;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal()).create();
    regions.put(planet("Mars", 2));
    states = regions.states(now::get);
  }

  @AfterEach
  void stop() {
    states.forEach(state -> state.connection().close());
    regions.close();
  }

  @Test
  void race_whenTheFirstAnswersInTime_thenSendsNoHedge() {
    Race<GetItemRequest, GetItemResponse> race = race(new HedgePolicy(1));

    Reply<GetItemResponse> reply = run(race).join();

    assertThat(reply.region()).isEqualTo(EAST);
    assertThat(race.hedging()).isEqualTo(Hedging.NOT_DUE);
  }

  @Test
  void race_whenTheFirstHangs_thenTheHedgeWins() {
    regions.region(EAST).inject(Fault.hang());
    Race<GetItemRequest, GetItemResponse> race = race(new HedgePolicy(1));
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);

    pass(HedgePolicy.MAX_DELAY);

    assertThat(reply.join().region()).isEqualTo(WEST);
    assertThat(race.hedging()).isEqualTo(Hedging.SENT_AND_WON);
  }

  @Test
  void race_whenTheFirstFailsAfterTheHedgeIsSent_thenTheHedgeStillCounts() {
    regions.region(EAST).inject(Fault.hang());
    regions.region(WEST).inject(Fault.hang());
    Race<GetItemRequest, GetItemResponse> race = race(new HedgePolicy(1));
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);
    pass(HedgePolicy.MAX_DELAY);

    // Its end resets what hangs.
    regions.region(EAST).heal();
    regions.region(EAST).inject(Fault.down());
    assertThat(reply).isNotDone();
    regions.region(WEST).heal();

    assertThat(reply.join().region()).isEqualTo(WEST);
  }

  @Test
  void race_whenTheHedgeIsRefused_thenTheFirstStillCounts() {
    regions.region(EAST).inject(Fault.hang());
    regions.refuseKeys(WEST);
    Race<GetItemRequest, GetItemResponse> race = race(new HedgePolicy(1));
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);
    pass(HedgePolicy.MAX_DELAY);
    awaitEitherOf(race, reply);

    assertThat(reply).isNotDone();
    // Its end resets what hangs, and the SDK asks again.
    regions.region(EAST).heal();

    assertThat(reply.join()).isInstanceOf(Reply.Answered.class);
    assertThat(reply.join().region()).isEqualTo(EAST);
  }

  @Test
  void race_whenTheHedgeIsRefusedAndTheFirstFails_thenTheRefusalCounts() {
    regions.region(EAST).inject(Fault.hang());
    regions.refuseKeys(WEST);
    Race<GetItemRequest, GetItemResponse> race = race(new HedgePolicy(1));
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);
    pass(HedgePolicy.MAX_DELAY);
    awaitEitherOf(race, reply);

    regions.region(EAST).heal().inject(Fault.down());

    assertThat(reply.join().region()).isEqualTo(WEST);
    assertThat(race.loser()).isNotNull();
  }

  /** Waits for the other region's answer. */
  private static void awaitEitherOf(
      Race<GetItemRequest, GetItemResponse> race, CompletableFuture<Reply<GetItemResponse>> reply) {
    while (race.loser() == null && !reply.isDone()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void race_whenTheBudgetIsSpent_thenWaitsForTheFirst() {
    regions.region(EAST).inject(Fault.hang());
    Race<GetItemRequest, GetItemResponse> race = race(spent());
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);
    pass(HedgePolicy.MAX_DELAY);

    assertThat(reply).isNotDone();
    assertThat(race.hedging()).isEqualTo(Hedging.NO_BUDGET);
  }

  @Test
  void race_whenTheFirstIsLeftOutMeanwhile_thenMovesOnWithoutABudget() {
    regions.region(EAST).inject(Fault.hang());
    Race<GetItemRequest, GetItemResponse> race = race(spent());
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);
    pass(HedgePolicy.MAX_DELAY);

    states.get(0).breaker(true).failed(FailureTable.classify(new UnknownHostException(EAST)));
    pass(Duration.ofMillis(100));

    assertThat(reply.join().region()).isEqualTo(WEST);
    assertThat(race.hedging()).isEqualTo(Hedging.SENT_AND_WON);
  }

  @Test
  void race_whenTheFirstReplyBreaksOff_thenEndsAllTheSame() {
    states.forEach(state -> state.connection().close());
    states =
        regions.states(
            now::get,
            new ClientListener() {
              @Override
              public void legEnded(
                  String region, String operation, String outcome, Duration latency) {
                throw new AssertionError("of the observer");
              }
            });

    CompletableFuture<Reply<GetItemResponse>> reply = run(race(new HedgePolicy(1)));

    assertThat(reply).succeedsWithin(ENOUGH).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void race_ofAStrongRead_thenSendsNoHedgeButLeavesARegionThatIsLeftOut() {
    regions.region(EAST).inject(Fault.hang());
    Race<GetItemRequest, GetItemResponse> race =
        new Race<>(
            call(r -> r.consistentRead(true)), states.get(0), route(), new HedgePolicy(1), timer);
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);

    pass(HedgePolicy.MAX_DELAY);

    assertThat(reply).isNotDone();
    assertThat(race.hedging()).isEqualTo(Hedging.NOT_ELIGIBLE);
    states.get(0).breaker(true).failed(FailureTable.classify(new UnknownHostException(EAST)));
    pass(Duration.ofMillis(100));
    assertThat(reply.join().region()).isEqualTo(WEST);
    assertThat(race.hedging()).isEqualTo(Hedging.NOT_ELIGIBLE);
  }

  @Test
  void race_whenTheFirstThrottles_thenSendsNoHedge() {
    regions.region(EAST).inject(Fault.throttle());
    assertThat(run(race(new HedgePolicy(1))).join()).isInstanceOf(Reply.Failed.class);
    regions.region(EAST).inject(Fault.hang());
    Race<GetItemRequest, GetItemResponse> race = race(new HedgePolicy(1));
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);

    // Less than a second after it throttled, as this clock has it.
    race.due();

    assertThat(reply).isNotDone();
    assertThat(race.hedging()).isEqualTo(Hedging.THROTTLED);
  }

  @Test
  void race_whenTheOtherIsSlowToo_thenSendsNoHedge() {
    for (int call = 0; call < LatencyHistogram.MIN_SAMPLES; call++) {
      states.get(1).note(DataOperations.GET_ITEM.call(), HedgePolicy.MAX_DELAY.toNanos());
    }
    regions.region(EAST).inject(Fault.hang());
    Race<GetItemRequest, GetItemResponse> race = race(new HedgePolicy(1));
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);

    pass(HedgePolicy.MAX_DELAY);

    assertThat(reply).isNotDone();
    assertThat(race.hedging()).isEqualTo(Hedging.NO_FASTER_REGION);
  }

  @Test
  void race_whenTheOtherIsLeftOut_thenSendsNoHedge() {
    states.get(1).breaker(true).failed(FailureTable.classify(new UnknownHostException(WEST)));
    regions.region(EAST).inject(Fault.hang());
    Race<GetItemRequest, GetItemResponse> race = race(new HedgePolicy(1));
    CompletableFuture<Reply<GetItemResponse>> reply = run(race);

    pass(HedgePolicy.MAX_DELAY);

    assertThat(reply).isNotDone();
    assertThat(race.hedging()).isEqualTo(Hedging.NO_FASTER_REGION);
  }

  /** A policy whose budget is used up. */
  private HedgePolicy spent() {
    HedgePolicy policy = new HedgePolicy(0);
    while (policy.admit(states.get(0)) != Hedging.NO_BUDGET) {
      // One more is taken.
    }
    return policy;
  }

  private Race<GetItemRequest, GetItemResponse> race(HedgePolicy policy) {
    return new Race<>(call(r -> {}), states.get(0), route(), policy, timer);
  }

  private Route route() {
    Route route = new Route(states, true, trial -> {});
    assertThat(route.next()).isSameAs(states.get(0));
    return route;
  }

  private CompletableFuture<Reply<GetItemResponse>> run(
      Race<GetItemRequest, GetItemResponse> race) {
    return race.run(Deadline.after(Duration.ofSeconds(20), now::get), Dispatch.REGION_THREAD);
  }

  private Call<GetItemRequest, GetItemResponse> call(Consumer<GetItemRequest.Builder> settings) {
    return new Call<>(
        DataOperations.GET_ITEM,
        GetItemRequest.builder().tableName(TABLE).key(key("Mars")).applyMutation(settings).build(),
        CallOptions.DEFAULT,
        List.of(TABLE),
        true,
        Deadline.after(Duration.ofSeconds(20), now::get));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
    Runnable sweep = sweeps.poll();
    if (sweep != null) {
      sweep.run();
    }
  }
}
