package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.client.ClientListener;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbAsyncClient;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbClient;
import io.github.dynamodbha.client.Regions;
import io.github.dynamodbha.client.ReplicationMode;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.replica.BreakerState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The first region is black-holed under 200 calls a second, which are sent whether those before
 * have ended or not: how many fail, how many pay a delay, when is the region left out?
 */
final class ClientOutage implements Part {
  static final String NAME = "client-outage";

  private static final int PER_SECOND = 200;

  /** As many calls as may hang at once until they time out. */
  private static final int THREADS = 600;

  private static final Duration BREAKER_GOAL = Duration.ofSeconds(1);
  private static final Duration DELAYED = Duration.ofMillis(100);

  private final int warmUp;
  private final int seconds;

  ClientOutage(int warmUp, int seconds) {
    this.warmUp = warmUp;
    this.seconds = seconds;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(PrintStream out) {
    out.println(
        Report.format(
            "### First region black-holed under %d calls/s%n%nTimeout 5 s, %d s healthy, %d s"
                + " dark.%n",
            PER_SECOND, seconds, seconds));
    out.println(
        "| calls | errors | worst call ms | calls over 100 ms | breaker open after ms, goal 1000"
            + " |");
    out.println("|---|---:|---:|---:|---:|");
    try (Testbed testbed = Testbed.start()) {
      sync(out, testbed, "`getItem`, sync", ReplicationMode.GLOBAL_TABLES, ClientOutage::get);
      async(out, testbed);
      sync(
          out,
          testbed,
          "`putItem`, sync (a call that was under way may have happened, and is an error)",
          ReplicationMode.GLOBAL_TABLES,
          ClientOutage::put);
      sync(
          out,
          testbed,
          "`putItem`, sync, replicated by the client",
          ReplicationMode.CLIENT,
          ClientOutage::put);
    }
    out.println();
  }

  private void sync(
      PrintStream out,
      Testbed testbed,
      String name,
      ReplicationMode mode,
      ObjIntConsumer<DynamoDbClient> call) {
    Breaker breaker = new Breaker();
    try (HighlyAvailableDynamoDbClient client =
        testbed.client(
            HighlyAvailableDynamoDbClient.builder()
                .replication(Testbed.TABLE, mode)
                .listener(breaker)
                .maxConnections(THREADS),
            LocalRegion::endpoint)) {
      IntConsumer one = i -> call.accept(client, i);
      if (mode == ReplicationMode.GLOBAL_TABLES) {
        warmUpTheNext(client.regions(), one);
      }
      row(out, name, testbed, breaker, one);
    }
  }

  private void async(PrintStream out, Testbed testbed) {
    Breaker breaker = new Breaker();
    try (HighlyAvailableDynamoDbAsyncClient client =
        testbed.client(
            HighlyAvailableDynamoDbAsyncClient.builder().listener(breaker).maxConnections(THREADS),
            LocalRegion::endpoint)) {
      IntConsumer one =
          i -> client.getItem(r -> r.tableName(Testbed.TABLE).key(Sample.key("client", i))).join();
      warmUpTheNext(client.regions(), one);
      row(out, "`getItem`, async", testbed, breaker, one);
    }
  }

  private static void get(DynamoDbClient client, int i) {
    client.getItem(r -> r.tableName(Testbed.TABLE).key(Sample.key("client", i)));
  }

  private static void put(DynamoDbClient client, int i) {
    client.putItem(r -> r.tableName(Testbed.TABLE).item(Sample.item("client", i)));
  }

  /** The region behind the first serves others all the time; here its code is not compiled yet. */
  private void warmUpTheNext(Regions regions, IntConsumer call) {
    regions.exclude(Testbed.FIRST);
    warmUp(call);
    regions.include(Testbed.FIRST);
  }

  private void warmUp(IntConsumer call) {
    for (int i = 0; i < warmUp; i++) {
      call.accept(i);
    }
  }

  private void row(
      PrintStream out, String name, Testbed testbed, Breaker breaker, IntConsumer call) {
    warmUp(call);
    Load load = new Load(call);
    load.run(PER_SECOND * seconds);
    load.clear();
    breaker.startNanos = System.nanoTime();
    testbed.regions().get(0).inject(Fault.blackHole());
    load.run(PER_SECOND * seconds);
    load.close();
    testbed.regions().get(0).heal();
    long opened = breaker.openNanos.get() - breaker.startNanos;
    out.println(
        Report.format(
            "| %s | %d of %d | %.0f | %d | %s |",
            name,
            load.errors.get(),
            PER_SECOND * seconds,
            Arrays.stream(load.nanos).max().orElse(0) / 1e6,
            Arrays.stream(load.nanos).filter(n -> n > DELAYED.toNanos()).count(),
            breaker.openNanos.get() == 0
                ? "never"
                : Report.format(
                    "%.0f, %s",
                    opened / 1e6, opened <= BREAKER_GOAL.toNanos() ? "met" : "missed")));
  }

  private static final class Breaker implements ClientListener {
    private final AtomicLong openNanos = new AtomicLong();
    private volatile long startNanos;

    @Override
    public void breakerChanged(String region, boolean reading, BreakerState state) {
      if (region.equals(Testbed.FIRST) && startNanos != 0 && state == BreakerState.OPEN) {
        boolean unused = openNanos.compareAndSet(0, System.nanoTime());
      }
    }
  }

  /** Sends calls at a steady pace; latencies count from when a call was due. */
  private static final class Load implements AutoCloseable {
    private final IntConsumer call;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger errors = new AtomicInteger();
    private long[] nanos = {};

    Load(IntConsumer call) {
      this.call = call;
    }

    void run(int calls) {
      nanos = new long[calls];
      Phaser underWay = new Phaser(1);
      long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        long due = start + i * (Duration.ofSeconds(1).toNanos() / PER_SECOND);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int number = i;
        underWay.register();
        threads.execute(() -> call(number, due, underWay));
      }
      underWay.arriveAndAwaitAdvance();
    }

    private void call(int number, long due, Phaser underWay) {
      try {
        call.accept(number);
      } catch (RuntimeException counted) {
        errors.incrementAndGet();
      } finally {
        nanos[number] = System.nanoTime() - due;
        underWay.arriveAndDeregister();
      }
    }

    void clear() {
      errors.set(0);
    }

    @Override
    public void close() {
      threads.shutdown();
    }
  }
}
