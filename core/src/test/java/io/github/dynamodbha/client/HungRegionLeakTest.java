package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Ten thousand reads and writes of a region that hangs leave nothing behind. */
@WithLocalRegions
class HungRegionLeakTest {
  private static final String EAST = "us-east-1";
  private static final Duration TIMEOUT = Duration.ofMillis(40);
  private static final int THREADS = 50;
  private static final int WARM_UP = 1_000;
  private static final int CALLS = 10_000;

  /** A leak of one to a call would be a hundred times this. */
  private static final int SLACK = 100;

  private static final long MEGABYTE = 1 << 20;
  private static final long MAX_GROWTH = 16 * MEGABYTE;

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void calls_toAHungRegion_leaveThreadsConnectionsAndMemoryFlat(
      ClientFace face, LocalRegions localRegions) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client = face.open(regions, b -> b.maxConnections(THREADS))) {
      client.getItem(r -> r.tableName(TABLE).key(key("Mars")));
      regions.region(EAST).inject(Fault.hang());
      calls(client, WARM_UP, threads);
      int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
      long filesBefore = openFiles();
      long bytesBefore = usedBytes();

      calls(client, CALLS, threads);

      assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
          .as("threads")
          .isLessThan(threadsBefore + SLACK);
      assertThat(openFiles()).as("open files").isLessThan(filesBefore + SLACK + 2L * THREADS);
      assertThat(usedBytes()).as("bytes").isLessThan(bytesBefore + MAX_GROWTH);
    } finally {
      threads.shutdown();
      localRegions.heal();
    }
  }

  /** Bound to the region, or the breaker would send them elsewhere. */
  private static void calls(DynamoDbClient client, int calls, ExecutorService threads) {
    CompletableFuture.allOf(
            IntStream.range(0, THREADS)
                .mapToObj(
                    thread ->
                        CompletableFuture.runAsync(
                            () -> {
                              for (int call = 0; call < calls / THREADS; call++) {
                                call(client, thread + call);
                              }
                            },
                            threads))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private static void call(DynamoDbClient client, int number) {
    CallOptions bound = CallOptions.builder().region(EAST).build();
    Consumer<AwsRequestOverrideConfiguration.Builder> briefly =
        c -> {
          bound.asOverride().accept(c);
          c.apiCallTimeout(TIMEOUT);
        };
    assertThatExceptionOfType(RegionsFailedException.class)
        .isThrownBy(
            () -> {
              switch (number % 5) {
                case 0 ->
                    client.putItem(
                        r ->
                            r.tableName(TABLE)
                                .item(planet("Mars", 2))
                                .overrideConfiguration(briefly));
                case 1 ->
                    client.deleteItem(
                        r -> r.tableName(TABLE).key(key("Mars")).overrideConfiguration(briefly));
                case 2 ->
                    client.updateItem(
                        r ->
                            r.tableName(TABLE)
                                .key(key("Mars"))
                                .updateExpression("REMOVE moons")
                                .overrideConfiguration(briefly));
                case 3 -> client.scan(r -> r.tableName(TABLE).overrideConfiguration(briefly));
                default ->
                    client.getItem(
                        r -> r.tableName(TABLE).key(key("Mars")).overrideConfiguration(briefly));
              }
            });
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
