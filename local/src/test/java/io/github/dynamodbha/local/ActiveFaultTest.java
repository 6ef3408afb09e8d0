package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveFaultTest {

  private static final int REQUESTS = 10_000;

  private static long hits(Fault fault, String operation) {
    ActiveFault active = new ActiveFault(fault);
    return IntStream.range(0, REQUESTS).parallel().filter(i -> active.claims(operation)).count();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 0.9, 1})
  void share_whenManyRequests_thenThatShareIsHit(double share) {
    long hits = hits(Fault.latency(Duration.ofMillis(1), share), "GetItem");
    assertThat(hits / (double) REQUESTS).isCloseTo(share, within(0.001));
  }

  @Test
  void share_whenRequestsAlternate_thenBothKindsAreHit() {
    ActiveFault active = new ActiveFault(Fault.latency(Duration.ofMillis(1), 0.5));
    long even = IntStream.range(0, REQUESTS).filter(i -> active.claims("x") && i % 2 == 0).count();
    assertThat(even / (double) REQUESTS).isCloseTo(0.25, within(0.01));
  }

  @Test
  void times_whenRequestsRace_thenExactlySoManyAreHit() {
    assertThat(hits(Fault.hang().times(7), "GetItem")).isEqualTo(7);
    assertThat(hits(Fault.hang(), "GetItem")).isEqualTo(REQUESTS);
  }

  @Test
  void after_whenRequestsRace_thenExactlySoManyPass() {
    assertThat(hits(Fault.hang().after(7), "GetItem")).isEqualTo(REQUESTS - 7);
    assertThat(hits(Fault.hang().after(7).times(5), "GetItem")).isEqualTo(5);
    assertThat(hits(Fault.hang().onOperation("PutItem").after(7), "GetItem")).isZero();
  }

  @Test
  void times_whenOperationDiffers_thenNotCounted() {
    ActiveFault active = new ActiveFault(Fault.reset().onOperation("PutItem").times(1));
    assertThat(active.claims("GetItem")).isFalse();
    assertThat(active.claims("PutItem")).isTrue();
    assertThat(active.claims("PutItem")).isFalse();
  }
}
