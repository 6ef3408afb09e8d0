package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.client.HighlyAvailableDynamoDbAsyncClient;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbClient;
import io.github.dynamodbha.local.LocalRegion;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A call of a drop-in client against one of the bare SDK client of the same face, where AWS
 * replicates: without a network, so that nothing hides what routing costs, and over local regions.
 */
final class ClientOverhead implements Part {
  static final String NAME = "client-overhead";

  private static final double WALL_GOAL = 1.05;
  private static final double USE_GOAL = 1.10;

  /** A stubbed call takes a twentieth of a real one, and the compiler needs as many either way. */
  private static final int STUB_FACTOR = 4;

  /** That of the drop-in clients' calls; the SDK's own have none by default. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final int warmUp;
  private final int calls;
  private final long seed;

  ClientOverhead(int warmUp, int calls, long seed) {
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
    try (Testbed testbed = Testbed.start()) {
      sync(testbed, out);
      async(testbed, out);
    }
  }

  private void sync(Testbed testbed, PrintStream out) {
    LocalRegion first = testbed.regions().get(0);
    try (HighlyAvailableDynamoDbClient ours =
            testbed.client(HighlyAvailableDynamoDbClient.builder(), LocalRegion::directEndpoint);
        DynamoDbClient bare = testbed.bareClient(first);
        HighlyAvailableDynamoDbClient oursStubbed =
            testbed.stubbed(HighlyAvailableDynamoDbClient.builder());
        DynamoDbClient bareLimited = testbed.bareStubbedClient(LIMIT);
        DynamoDbClient bareStubbed = testbed.bareStubbedClient(null)) {
      run(out, "`getItem`, sync, stubbed HTTP", STUB_FACTOR, get(oursStubbed), get(bareStubbed));
      run(
          out,
          "`getItem`, sync, stubbed HTTP, both with a time limit",
          STUB_FACTOR,
          get(oursStubbed),
          get(bareLimited));
      put(bare).accept(0);
      run(out, "`getItem`, sync, local region", 1, get(ours), get(bare));
      run(out, "`putItem`, sync, local region", 1, put(ours), put(bare));
    }
  }

  private void async(Testbed testbed, PrintStream out) {
    LocalRegion first = testbed.regions().get(0);
    try (HighlyAvailableDynamoDbAsyncClient ours =
            testbed.client(
                HighlyAvailableDynamoDbAsyncClient.builder(), LocalRegion::directEndpoint);
        DynamoDbAsyncClient bare = testbed.bareAsyncClient(first);
        HighlyAvailableDynamoDbAsyncClient oursStubbed =
            testbed.stubbed(HighlyAvailableDynamoDbAsyncClient.builder());
        DynamoDbAsyncClient bareLimited = testbed.bareStubbedAsyncClient(LIMIT);
        DynamoDbAsyncClient bareStubbed = testbed.bareStubbedAsyncClient(null)) {
      run(out, "`getItem`, async, stubbed HTTP", STUB_FACTOR, get(oursStubbed), get(bareStubbed));
      run(
          out,
          "`getItem`, async, stubbed HTTP, both with a time limit",
          STUB_FACTOR,
          get(oursStubbed),
          get(bareLimited));
      run(out, "`getItem`, async, local region", 1, get(ours), get(bare));
      run(out, "`putItem`, async, local region", 1, put(ours), put(bare));
    }
  }

  private void run(PrintStream out, String title, int factor, IntConsumer ours, IntConsumer bare) {
    Comparison comparison =
        new Comparison(
            title,
            WALL_GOAL,
            List.of(Contender.of("drop-in client", ours), Contender.of("bare client", bare)));
    List<Comparison.Result> results =
        comparison.run(factor * warmUp, factor * calls, new Random(seed));
    new Report(out, seed).comparison(comparison, results);
    Meter.Usage used = results.get(0).perCall();
    Meter.Usage anchor = results.get(1).perCall();
    out.println(
        Report.format(
            "Goal of CPU and allocation: at most %.2f. CPU %.2f, allocation %.2f.%n",
            USE_GOAL,
            (double) used.cpuNanos() / anchor.cpuNanos(),
            (double) used.bytes() / anchor.bytes()));
  }

  private static IntConsumer get(DynamoDbClient client) {
    return i -> client.getItem(r -> r.tableName(Testbed.TABLE).key(Sample.key("client", i)));
  }

  private static IntConsumer put(DynamoDbClient client) {
    return i -> client.putItem(r -> r.tableName(Testbed.TABLE).item(Sample.item("client", i)));
  }

  private static IntConsumer get(DynamoDbAsyncClient client) {
    return i -> client.getItem(r -> r.tableName(Testbed.TABLE).key(Sample.key("client", i))).join();
  }

  private static IntConsumer put(DynamoDbAsyncClient client) {
    return i ->
        client.putItem(r -> r.tableName(Testbed.TABLE).item(Sample.item("client", i))).join();
  }
}
