package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What follows from the end of a race: its timer by a clock of the test's, over real sockets. */
@WithLocalRegions
class RoutedCallTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";
  private static final Duration TIME = Duration.ofSeconds(60);

  private final AtomicLong now = new AtomicLong();
  private final Queue<Runnable> sweeps = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private final ClientListener listener =
      new ClientListener() {
        @Override
        public void legEnded(String region, String operation, String outcome, Duration latency) {
          ended.add(region + " " + outcome);
        }
      };
  private ClientRegions regions;
  private List<RegionState> states;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal()).create();
    regions.put(planet("Mars", 2));
    states = regions.states(now::get, listener);
  }

  @AfterEach
  void stop() {
    states.forEach(state -> state.connection().close());
    regions.close();
  }

  @Test
  void read_whenTheHedgesRegionAnswers5xxLast_thenIsSentThereOnceMore()
      throws InterruptedException {
    regions.region(EAST).inject(Fault.hang());
    regions.region(WEST).inject(Fault.hang());
    CompletableFuture<GetItemResponse> answer = new RoutedCall<>(call(), states, routing()).start();
    now.addAndGet(HedgePolicy.MAX_DELAY.toNanos());
    sweeps.remove().run();

    // The end of a hang resets its connection, and the SDK asks again.
    regions.region(EAST).heal().inject(Fault.down());
    assertThat(ended.take()).startsWith(EAST);
    regions.region(WEST).heal().inject(Fault.internalServerError().times(1));

    assertThat(answer.join().item()).isEqualTo(planet("Mars", 2));
    assertThat(List.of(ended.take(), ended.take()))
        .containsExactly(WEST + " server error", WEST + " answered");
  }

  private Routing routing() {
    return new Routing(
        new PageTokens(),
        new HedgePolicy(1),
        new HedgeTimer(now::get, sweeps::add, Runnable::run),
        new MissingTables(now::get),
        ClientListener.NONE);
  }

  private Call<GetItemRequest, GetItemResponse> call() {
    return new Call<>(
        DataOperations.GET_ITEM,
        GetItemRequest.builder().tableName(TABLE).key(key("Mars")).build(),
        CallOptions.DEFAULT,
        List.of(TABLE),
        true,
        Deadline.after(TIME, now::get));
  }
}
