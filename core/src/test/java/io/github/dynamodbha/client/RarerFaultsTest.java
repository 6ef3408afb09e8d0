package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Faults that the gate of a local region does not make, or that need many calls. */
@WithLocalRegions
class RarerFaultsTest {
  private static final String EAST = "us-east-1";

  /** Nothing may take it. */
  private static final Duration LONG = Duration.ofMinutes(2);

  private final List<CallDiagnostics> told = new CopyOnWriteArrayList<>();
  private final CallOptions options = CallOptions.builder().diagnostics(told::add).build();
  private ClientRegions regions;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal()).create();
    regions.put(planet("Mars", 2));
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void calls_whenTheFirstRegionIsNotToBeTrusted_thenGoElsewhere(
      ClientFace face, @TempDir Path directory) throws IOException {
    try (UntrustedServer untrusted = UntrustedServer.start(directory)) {
      for (DataCall operation : DataCall.values()) {
        regions.put(planet(operation.name(), 2));
        // Each with a client that has not seen the fault yet.
        try (DynamoDbClient client =
            face.open(regions, untrusted.endpoint(), b -> b.timeout(LONG).hedging(0))) {
          operation.call(client, operation.name());
          get(client);
        }
      }
    }

    assertThat(told.get(0).legs())
        .extracting(LegDiagnostics::outcome)
        .containsExactly("TLS failed", "answered");
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void reads_whenTheFirstRegionsConnectionsAreAllStuck_thenGoElsewhere(ClientFace face) {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try (DynamoDbClient client = face.open(regions, b -> b.maxConnections(2).timeout(LONG))) {
      for (int call = 0; call < LatencyHistogram.MIN_SAMPLES; call++) {
        get(client);
      }
      regions.region(EAST).inject(Fault.hang());

      CompletableFuture.allOf(
              IntStream.range(0, 20)
                  .mapToObj(call -> CompletableFuture.runAsync(() -> get(client), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void reads_whenOneInTwentyIsSlow_thenAreHedgedPastIt(ClientFace face) {
    try (DynamoDbClient client = face.open(regions, b -> b.timeout(LONG))) {
      for (int call = 0; call < LatencyHistogram.MIN_SAMPLES; call++) {
        get(client);
      }
      long before = regions.region("us-west-1").requests();
      regions.region(EAST).inject(Fault.latency(Duration.ofSeconds(50), 0.05));

      for (int call = 0; call < 100; call++) {
        get(client);
      }

      List<CallDiagnostics> calls = told.subList(LatencyHistogram.MIN_SAMPLES, told.size());
      assertThat(calls)
          .filteredOn(c -> c.hedging() == Hedging.SENT_AND_WON)
          .hasSizeGreaterThanOrEqualTo(5);
      assertThat(calls).allSatisfy(c -> assertThat(c.latency()).isLessThan(Duration.ofSeconds(50)));
      // The budget: a burst of ten, and 5 % of the calls.
      assertThat(regions.region("us-west-1").requests() - before).isLessThanOrEqualTo(16);
    }
  }

  private void get(DynamoDbClient client) {
    assertThat(
            client
                .getItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .overrideConfiguration(options.asOverride()))
                .item())
        .isEqualTo(planet("Mars", 2));
  }
}
