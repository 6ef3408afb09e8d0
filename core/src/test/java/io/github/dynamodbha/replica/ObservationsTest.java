package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a call that ended in vain does to the breaker, by how long it waited. */
class ObservationsTest {
  private final ApiCallTimeoutException timedOut =
      ApiCallTimeoutException.builder().message("late").build();

  private final Breaker reads = breaker();
  private final Breaker writes = breaker();

  private static Breaker breaker() {
    return new Breaker(() -> 0, NoJitter.INSTANCE, (state, last) -> {});
  }

  private Observations observations(long legMillis) {
    return new Observations(
        "east",
        () -> 0,
        reads,
        writes,
        (operation, reply) -> {},
        null,
        Duration.ofMillis(legMillis));
  }

  private static void failed(Observations observations, long waitedMillis, Throwable thrown) {
    Reply<?> reply =
        observations.ended(Operation.GET_ITEM, Duration.ofMillis(waitedMillis), null, thrown, null);
    assertThat(reply).isInstanceOf(Reply.Failed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2500, 40, CLOSED",
    "2500, 499, CLOSED",
    "2500, 500, OPEN",
    "2500, 2500, OPEN",
    // Where a region gets less than half a second, all of that is a proof.
    "450, 40, CLOSED",
    "450, 439, CLOSED",
    "450, 440, OPEN"
  })
  void timeout_opensTheBreakerByItself_ifTheCallHadTime(
      long legMillis, long waitedMillis, BreakerState state) {
    failed(observations(legMillis), waitedMillis, timedOut);

    assertThat(reads.state()).isEqualTo(state);
    assertThat(writes.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void shortTimeouts_openTheBreakerByThree() {
    Observations observations = observations(2500);

    failed(observations, 40, timedOut);
    failed(observations, 40, timedOut);
    assertThat(reads.state()).isEqualTo(BreakerState.CLOSED);
    failed(observations, 40, timedOut);

    assertThat(reads.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void unknownHost_opensTheBreakerHoweverSoonItIsTold() {
    failed(
        observations(2500),
        1,
        SdkClientException.create("unknown", new UnknownHostException("dynamodb")));

    assertThat(reads.state()).isEqualTo(BreakerState.OPEN);
    assertThat(writes.state()).isEqualTo(BreakerState.OPEN);
  }
}
