package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.BreakerState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A region that stops to answer over warm connections is left out long before a call times out: no
 * call does, or the test would find it.
 */
@WithLocalRegions
class SilentRegionTest {
  private static final String EAST = "us-east-1";

  /** A hung call would take half of it. */
  private static final Duration NEVER = Duration.ofMinutes(2);

  /** More than hedging's budget allows for. */
  private static final int CALLS = 30;

  private final List<String> outcomes = new CopyOnWriteArrayList<>();
  private final List<BreakerState> breaker = new CopyOnWriteArrayList<>();
  private final ClientListener listener =
      new ClientListener() {
        @Override
        public void legEnded(String region, String operation, String outcome, Duration latency) {
          outcomes.add(outcome);
        }

        @Override
        public void breakerChanged(String region, boolean reading, BreakerState state) {
          if (region.equals(EAST) && reading) {
            breaker.add(state);
          }
        }
      };

  static Stream<Arguments> cases() {
    return Stream.of(ClientFace.values())
        .flatMap(
            face ->
                Stream.of(Fault.hang(), Fault.blackHole()).map(fault -> Arguments.of(face, fault)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reads_whenAWarmRegionFallsSilent_thenAllMoveOnBeforeAnyTimesOut(
      ClientFace face, Fault fault, LocalRegions localRegions) {
    ExecutorService threads = Executors.newFixedThreadPool(CALLS);
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      regions.put(planet("Mars", 2));
      try (DynamoDbClient client = face.open(regions, b -> b.timeout(NEVER).listener(listener))) {
        for (int call = 0; call < LatencyHistogram.MIN_SAMPLES; call++) {
          get(client);
        }
        regions.region(EAST).inject(fault);

        CompletableFuture.allOf(
                IntStream.range(0, CALLS)
                    .mapToObj(call -> CompletableFuture.runAsync(() -> get(client), threads))
                    .toArray(CompletableFuture<?>[]::new))
            .join();

        assertThat(breaker).contains(BreakerState.OPEN);
        assertThat(outcomes).contains("answered").doesNotContain("timed out");
      }
    } finally {
      threads.shutdown();
      localRegions.heal();
    }
  }

  private static void get(DynamoDbClient client) {
    assertThat(client.getItem(r -> r.tableName(TABLE).key(key("Mars"))).item())
        .isEqualTo(planet("Mars", 2));
  }
}
