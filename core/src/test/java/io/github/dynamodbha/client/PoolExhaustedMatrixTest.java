package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Every data-plane operation while the one connection that a region may have is in use, in each
 * region and in both, through both faces and in both modes: certain not to have happened there, so
 * that it happens elsewhere, or nowhere.
 */
@WithLocalRegions
class PoolExhaustedMatrixTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  /** Each call waits for a good part of it; a busy machine's calls take long. */
  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  /** What holds the connection must outlast all calls. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private ExecutorService threads;

  @BeforeEach
  void start() {
    threads = Executors.newCachedThreadPool();
  }

  @AfterEach
  void stop() {
    threads.shutdown();
  }

  /** What the calls lack. A calling thread is lent once the region has answered. */
  private enum Lack {
    THREADS,
    CONNECTIONS
  }

  /** Which regions lack what, and for whom. */
  private record Case(ReplicationMode mode, Lack lack, List<String> cut) {}

  static Stream<Arguments> cases() {
    return Stream.of(
        // A client that replicates knows its tables, and so has been answered.
        Arguments.of(ClientFace.SYNC, Lack.THREADS, List.of(ReplicationMode.GLOBAL_TABLES)),
        Arguments.of(ClientFace.SYNC, Lack.CONNECTIONS, List.of(ReplicationMode.values())),
        Arguments.of(ClientFace.ASYNC, Lack.CONNECTIONS, List.of(ReplicationMode.values())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void operations_whenNoConnectionGetsFree_thenGoToTheOtherRegionOrFailForCertain(
      ClientFace face, Lack lack, List<ReplicationMode> modes, LocalRegions localRegions) {
    localRegions.heal();
    List<Case> all =
        modes.stream()
            .flatMap(
                mode ->
                    Stream.of(List.of(EAST), List.of(WEST), List.of(EAST, WEST))
                        .map(cut -> new Case(mode, lack, cut)))
            .toList();
    List<Exhausted> clients = all.stream().map(c -> new Exhausted(face, c, localRegions)).toList();
    try {
      occupy(clients, localRegions);
      CompletableFuture.allOf(
              clients.stream().flatMap(Exhausted::calls).toArray(CompletableFuture<?>[]::new))
          .join();
      if (lack == Lack.CONNECTIONS) {
        // A call that waits for a thread is told of when it gets one.
        clients.forEach(Exhausted::checkOutcomes);
      }
    } finally {
      clients.forEach(Exhausted::close);
      localRegions.heal();
    }
  }

  /** Returns when the regions have got all that they will not answer. */
  private static void occupy(List<Exhausted> clients, LocalRegions localRegions) {
    long occupied = clients.stream().mapToLong(client -> client.of.cut.size()).sum();
    CountDownLatch hits = new CountDownLatch((int) occupied);
    Fault hang = Fault.hang().onOperation("ListTables").onHit(hits::countDown);
    localRegions.regions().forEach(region -> region.inject(hang));
    clients.forEach(Exhausted::occupy);
    try {
      hits.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the test", e);
    }
  }

  /** A client whose connections to some regions are in use. */
  private final class Exhausted implements AutoCloseable {
    private final Case of;
    private final ClientRegions regions;
    private final DynamoDbClient client;
    private final Set<String> outcomes = ConcurrentHashMap.newKeySet();

    Exhausted(ClientFace face, Case of, LocalRegions localRegions) {
      this.of = of;
      this.regions = new ClientRegions(localRegions).create();
      for (DataCall operation : DataCall.values()) {
        regions.put(planet(operation.name(), 2));
      }
      this.client = face.open(this::configure);
      if (of.lack == Lack.CONNECTIONS) {
        of.cut.forEach(region -> client.listTables(r -> r.overrideConfiguration(in(region))));
      }
      if (of.mode == ReplicationMode.CLIENT) {
        client.deleteItem(r -> r.tableName(TABLE).key(key("nowhere")));
      }
    }

    private void configure(ClientBuilder<?, ?> builder) {
      regions.configureRest(builder);
      builder.replication(of.mode).timeout(TIMEOUT).hedging(0).listener(listener());
      for (String name : List.of(EAST, WEST)) {
        LocalRegion region = regions.region(name);
        builder.region(
            r -> {
              r.region(name).endpointOverride(region.endpoint());
              if (of.cut.contains(name)) {
                r.maxConnections(1)
                    .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(LONG))
                    .asyncHttpClientBuilder(NettyNioAsyncHttpClient.builder().readTimeout(LONG));
              }
            });
      }
    }

    private ClientListener listener() {
      return new ClientListener() {
        @Override
        public void legEnded(String region, String operation, String outcome, Duration latency) {
          outcomes.add(region + " " + outcome);
        }
      };
    }

    private Consumer<AwsRequestOverrideConfiguration.Builder> in(String region) {
      return c ->
          c.apiCallTimeout(LONG)
              .putExecutionAttribute(
                  CallOptions.ATTRIBUTE, CallOptions.builder().region(region).build());
    }

    void occupy() {
      for (String name : of.cut) {
        CompletableFuture<?> unused =
            CompletableFuture.runAsync(
                () -> client.listTables(r -> r.overrideConfiguration(in(name))), threads);
      }
    }

    Stream<CompletableFuture<?>> calls() {
      return Stream.of(DataCall.values())
          .filter(operation -> operation.isFor(of.mode))
          .map(operation -> CompletableFuture.runAsync(() -> check(operation), threads));
    }

    private void check(DataCall operation) {
      Throwable failure = catchThrowable(() -> operation.call(client, operation.name()));
      if (of.cut.size() == 1) {
        assertThat(failure).as("%s %s", operation, of).isNull();
        return;
      }
      assertThat(failure).as("%s %s", operation, of).isInstanceOf(RegionsFailedException.class);
      RegionsFailedException failed = (RegionsFailedException) failure;
      if (of.mode == ReplicationMode.GLOBAL_TABLES) {
        assertThat(failed.legs())
            .as("%s %s", operation, of)
            .extracting(LegDiagnostics::outcome)
            .containsExactly("pool exhausted", "pool exhausted");
      }
      if (of.mode == ReplicationMode.GLOBAL_TABLES || operation.reads()) {
        // A write that the client replicates has steps that are too short to be told for certain.
        assertThat(failed.writeMayHaveHappened()).as("%s %s", operation, of).isFalse();
      }
      regions.inEach(
          bare ->
              assertThat(bare.getItem(r -> r.tableName(TABLE).key(key(operation.name()))).item())
                  .isEqualTo(planet(operation.name(), 2)));
    }

    void checkOutcomes() {
      boolean unasked = of.mode == ReplicationMode.GLOBAL_TABLES && !of.cut.contains(EAST);
      assertThat(outcomes)
          .as("%s", of)
          .filteredOn(outcome -> outcome.endsWith("pool exhausted"))
          .hasSize(unasked ? 0 : of.cut.size());
    }

    @Override
    public void close() {
      client.close();
      regions.close();
    }
  }
}
