package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The program of {@link OctoberTest}: every look-up asks a file of hosts, from which the first
 * region's name is then taken. Fails if any call does, or if the test shows nothing.
 */
final class October {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  /** Connections that are warm when the name goes, and calls that then need more. */
  private static final int WARM = 2;

  private static final int MANY = 20;
  private static final int ROUNDS = 50;

  private final Queue<String> legs = new ConcurrentLinkedQueue<>();
  private final ClientListener listener =
      new ClientListener() {
        @Override
        public void legEnded(String region, String operation, String outcome, Duration latency) {
          legs.add(region + " " + outcome);
        }
      };

  /** Arguments: face, file of hosts, access key, ports of the two regions. */
  public static void main(String[] arguments) throws IOException {
    new October()
        .run(
            ClientFace.valueOf(arguments[0]),
            Path.of(arguments[1]),
            arguments[2],
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]));
    System.exit(0);
  }

  private void run(ClientFace face, Path hosts, String accessKey, int east, int west)
      throws IOException {
    Files.writeString(hosts, "127.0.0.1 east.test\n127.0.0.1 west.test\n");
    ExecutorService threads = Executors.newFixedThreadPool(MANY);
    try (DynamoDbClient client =
        face.open(
            b ->
                b.replication(ReplicationMode.GLOBAL_TABLES)
                    .credentialsProvider(
                        StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(accessKey, "secret")))
                    .region(r -> at(r, EAST, "http://east.test:" + east))
                    .region(r -> at(r, WEST, "http://west.test:" + west))
                    .timeout(Duration.ofSeconds(60))
                    .hedging(0)
                    .listener(listener))) {
      calls(client, WARM, threads);
      require(!legs.contains(WEST + " answered"), "the first region has all calls");

      Files.writeString(hosts, "127.0.0.1 west.test\n");
      legs.clear();
      calls(client, 1, threads);
      require(legs.stream().allMatch((EAST + " answered")::equals), "warm connections go on");

      legs.clear();
      calls(client, MANY, threads);
      require(legs.contains(EAST + " unknown host"), "new connections need the name");
      require(legs.contains(EAST + " answered"), "the region stays in use");
      require(legs.contains(WEST + " answered"), "the others go elsewhere");
    } finally {
      threads.shutdown();
    }
  }

  private static void at(RegionSettings.Builder region, String name, String endpoint) {
    region.region(name).endpointOverride(URI.create(endpoint));
  }

  /** Rounds of a write and a read on each of so many threads; throws if any of them fails. */
  private static void calls(DynamoDbClient client, int threads, ExecutorService on) {
    CompletableFuture.allOf(
            IntStream.range(0, threads)
                .mapToObj(
                    thread ->
                        CompletableFuture.runAsync(
                            () -> {
                              for (int round = 0; round < ROUNDS; round++) {
                                client.putItem(
                                    r -> r.tableName(TABLE).item(planet("Mars" + thread, 2)));
                                client.getItem(r -> r.tableName(TABLE).key(key("Mars" + thread)));
                              }
                            },
                            on))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("Not so: " + what + "; legs were " + legs);
    }
  }
}
