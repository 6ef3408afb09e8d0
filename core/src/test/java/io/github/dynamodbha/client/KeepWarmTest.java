package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.BreakerState;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.FailureTable;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Who gets a request that keeps a connection open, over real regions and a clock of the test's. */
@WithLocalRegions
class KeepWarmTest {
  private final AtomicLong now = new AtomicLong();
  private final BlockingQueue<String> legs = new LinkedBlockingQueue<>();
  private final ClientListener listener =
      new ClientListener() {
        @Override
        public void legEnded(String region, String operation, String outcome, Duration latency) {
          legs.add(region + " " + operation);
        }
      };
  private ClientRegions regions;
  private List<RegionState> states;
  private KeepWarm keepWarm;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal()).create();
    states = regions.states(now::get, listener);
    keepWarm = new KeepWarm(states);
  }

  @AfterEach
  void stop() {
    keepWarm.close();
    states.forEach(state -> state.connection().close());
    regions.close();
  }

  @Test
  void region_thatIsIdle_getsOneRequest() throws InterruptedException {
    keepWarm.look();
    assertThat(legs).isEmpty();

    now.addAndGet(KeepWarm.IDLE.toNanos());
    keepWarm.look();

    assertThat(List.of(legs.take(), legs.take()))
        .containsExactlyInAnyOrder("us-east-1 DescribeEndpoints", "us-west-1 DescribeEndpoints");
    keepWarm.look();
    assertThat(legs).isEmpty();
  }

  @Test
  void region_thatAnswersCalls_getsNone() throws InterruptedException {
    now.addAndGet(KeepWarm.IDLE.toNanos());
    states
        .get(0)
        .connection()
        .call(
            DataOperations.GET_ITEM.call(),
            GetItemRequest.builder().tableName(TABLE).key(key("Mars")).build(),
            states.get(0).connection().newDeadline(),
            Dispatch.REGION_THREAD)
        .join();
    assertThat(legs.take()).isEqualTo("us-east-1 GetItem");

    keepWarm.look();

    assertThat(legs.take()).isEqualTo("us-west-1 DescribeEndpoints");
    assertThat(legs).isEmpty();
  }

  @Test
  void region_thatIsLeftOut_getsItsTrialsWhetherAnybodyCallsOrNot() throws InterruptedException {
    for (boolean reading : List.of(true, false)) {
      states
          .get(0)
          .breaker(reading)
          .failed(FailureTable.classify(new UnknownHostException("us-east-1")));
    }
    // Long enough for the first trial, too short for an idle connection.
    now.addAndGet(Duration.ofSeconds(2).toNanos());

    keepWarm.look();

    assertThat(legs.take()).isEqualTo("us-east-1 DescribeEndpoints");
    assertThat(states.get(0).breaker(true).state()).isEqualTo(BreakerState.RAMPING);
    assertThat(legs).isEmpty();
  }

  @Test
  void region_thatIsExcluded_getsNone() throws InterruptedException {
    states.get(0).exclude(true);
    now.addAndGet(KeepWarm.IDLE.toNanos());

    keepWarm.look();

    assertThat(legs.take()).isEqualTo("us-west-1 DescribeEndpoints");
    assertThat(legs).isEmpty();
  }
}
