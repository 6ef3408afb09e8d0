package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.client.HighlyAvailableDynamoDbAsyncClient;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbClient;
import io.github.dynamodbha.client.RegionSettings;
import io.github.dynamodbha.client.ReplicationMode;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** One request in twenty to the first region is delayed: what do the slowest calls take then? */
final class ClientHedging implements Part {
  static final String NAME = "client-hedging";

  private static final Duration DELAY = Duration.ofMillis(500);
  private static final double SHARE = 0.05;

  /** A round trip of a few hundred kilometres, and DynamoDB's own time. */
  private static final Duration DISTANCE = Duration.ofMillis(10);

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final double TAIL = 0.99;
  private static final double WALL_GOAL = 1.3;
  private static final double REQUESTS_GOAL = 0.06;

  /** One request in a hundred takes three times as long as most. */
  private static final double SPREAD = 0.5;

  private static final double DEFAULT_BUDGET = 0.05;
  private static final double LARGE_BUDGET = 0.1;

  private final int warmUp;
  private final int calls;
  private final long seed;

  ClientHedging(int warmUp, int calls, long seed) {
    this.warmUp = warmUp;
    this.calls = calls;
    this.seed = seed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(PrintStream out) {
    out.println(
        Report.format(
            "### 5 %% of one region's requests delayed by 500 ms%n%n%d calls, one after another.%n",
            calls));
    out.println(
        "| | healthy p50 ms | healthy p99 ms | delayed p99 ms | ratio, goal 1.3 | more requests,"
            + " goal 6 % |");
    out.println("|---|---:|---:|---:|---:|---:|");
    try (Testbed testbed = Testbed.start();
        HighlyAvailableDynamoDbClient sync =
            testbed.client(HighlyAvailableDynamoDbClient.builder(), LocalRegion::endpoint);
        HighlyAvailableDynamoDbAsyncClient async =
            testbed.client(HighlyAvailableDynamoDbAsyncClient.builder(), LocalRegion::endpoint);
        DynamoDbAsyncClient bare =
            testbed.bareAsyncClient(testbed.regions().get(0), LocalRegion::endpoint)) {
      row(
          out,
          "drop-in client, sync",
          testbed,
          i -> sync.getItem(r -> r.tableName(Testbed.TABLE).key(Sample.key("client", i))));
      row(
          out,
          "drop-in client, async",
          testbed,
          i -> async.getItem(r -> r.tableName(Testbed.TABLE).key(Sample.key("client", i))).join());
      row(
          out,
          "bare client, async",
          testbed,
          i -> bare.getItem(r -> r.tableName(Testbed.TABLE).key(Sample.key("client", i))).join());
    }
    String far = "drop-in client, sync, each region " + DISTANCE.toMillis() + " ms away";
    distant(out, far, 0, DEFAULT_BUDGET);
    distant(out, far + ", one call in 100 three times that", SPREAD, DEFAULT_BUDGET);
    distant(out, "the same with `hedging(0.1)`", SPREAD, LARGE_BUDGET);
    out.println();
  }

  /** Two regions behind a network, as a process elsewhere has them. */
  private void distant(PrintStream out, String name, double spread, double budget) {
    DistantHttp first = new DistantHttp(DISTANCE, spread, seed);
    DistantHttp second = new DistantHttp(DISTANCE, spread, seed + 1);
    try (HighlyAvailableDynamoDbClient client =
        HighlyAvailableDynamoDbClient.builder()
            .replication(ReplicationMode.GLOBAL_TABLES)
            .hedging(budget)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .region(r -> at(r, "us-east-1", first))
            .region(r -> at(r, "us-west-1", second))
            .build()) {
      IntConsumer call =
          i -> client.getItem(r -> r.tableName(Testbed.TABLE).key(Sample.key("client", i)));
      measure(call, warmUp);
      Series healthy = measure(call, calls);
      first.slowDown(DELAY);
      int before = first.requests() + second.requests();
      Series delayed = measure(call, calls);
      row(out, name, healthy, delayed, first.requests() + second.requests() - before - calls);
    }
  }

  private static void at(RegionSettings.Builder region, String name, DistantHttp http) {
    region.region(name).endpointOverride(NOWHERE).httpClientBuilder(http);
  }

  private void row(PrintStream out, String name, Testbed testbed, IntConsumer call) {
    measure(call, warmUp);
    Series healthy = measure(call, calls);
    testbed.regions().get(0).inject(Fault.latency(DELAY, SHARE));
    long before = requests(testbed);
    Series delayed = measure(call, calls);
    long more = requests(testbed) - before - calls;
    testbed.regions().get(0).heal();
    row(out, name, healthy, delayed, more);
  }

  private void row(PrintStream out, String name, Series healthy, Series delayed, long more) {
    double ratio = delayed.quantileNanos(TAIL) / healthy.quantileNanos(TAIL);
    double share = (double) more / calls;
    out.println(
        Report.format(
            "| %s | %.2f | %.2f | %.2f | %.2f, %s | %.1f %%, %s |",
            name,
            healthy.quantileNanos(0.5) / 1e6,
            healthy.quantileNanos(TAIL) / 1e6,
            delayed.quantileNanos(TAIL) / 1e6,
            ratio,
            ratio <= WALL_GOAL ? "met" : "missed",
            share * 100,
            share <= REQUESTS_GOAL ? "met" : "missed"));
  }

  private static long requests(Testbed testbed) {
    return testbed.regions().stream().mapToLong(LocalRegion::requests).sum();
  }

  private static Series measure(IntConsumer call, int calls) {
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      call.accept(i);
      nanos[i] = System.nanoTime() - start;
    }
    return new Series(List.of(nanos));
  }
}
