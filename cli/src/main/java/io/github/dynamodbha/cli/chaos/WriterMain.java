package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.HistoryWriter;
import io.github.dynamodbha.client.ClientBuilder;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbAsyncClient;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbClient;
import io.github.dynamodbha.client.ReplicationMode;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * One life of a writer, a process of its own: two threads that call a table, and one for each of
 * the drop-in clients, until the standard input ends or somebody kills it. All have one clock,
 * which is wrong. Arguments: seed, round, writer, life, and those of {@link Testbed}.
 */
final class WriterMain {
  /** What it prints when its first calls begin. */
  static final String READY = "ready";

  private static final int TABLE_THREADS = 2;
  private static final int ARGUMENTS = 4;

  private final Testbed testbed;
  private final LongSupplier tickets;
  private final InstantSource clock;
  private final Acknowledge acknowledge;
  private final boolean purged;
  private volatile boolean stopping;

  private WriterMain(Testbed testbed, boolean purged, SplittableRandom random) throws IOException {
    this.testbed = testbed;
    this.purged = purged;
    this.tickets = new Tickets(testbed.tickets());
    Duration skew = Skew.draw(random, purged);
    this.clock = () -> InstantSource.system().instant().plus(skew);
    this.acknowledge = random.nextInt(3) == 0 ? Acknowledge.QUORUM : Acknowledge.ONE;
  }

  /** Runs until its standard input ends. */
  public static void main(String[] args) throws Exception {
    long seed = Long.parseLong(args[0]);
    int[] path = {
      Integer.parseInt(args[1]), Seeds.CALLS, Integer.parseInt(args[2]), Integer.parseInt(args[3])
    };
    SplittableRandom random = Seeds.of(seed, path);
    WriterMain writer =
        new WriterMain(Testbed.of(args, ARGUMENTS), RoundPlan.purges(path[0]), random);
    StandardInput.onEnd(() -> writer.stopping = true);
    writer.run("w%s.%s".formatted(args[2], args[3]), random);
  }

  private void run(String name, SplittableRandom random) throws Exception {
    try (Caller table = new TableCaller(table());
        Caller client = new ClientCaller(replicating(HighlyAvailableDynamoDbClient.builder()));
        Caller groups =
            new GroupCaller(replicating(HighlyAvailableDynamoDbAsyncClient.builder()))) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < TABLE_THREADS; i++) {
        threads.add(
            thread(
                name + ".t" + i,
                table,
                CallPlan.singles(random.split(), purged, CallPlan.OF_TABLE)));
      }
      threads.add(
          thread(
              name + ".c", client, CallPlan.singles(random.split(), purged, CallPlan.OF_CLIENT)));
      threads.add(thread(name + ".g", groups, CallPlan.groups(random.split(), purged)));
      threads.forEach(Thread::start);
      System.out.println(READY);
      System.out.flush();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private Thread thread(String name, Caller caller, CallPlan plan) {
    Thread thread = new Thread(() -> call(name, caller, plan), name);
    thread.setUncaughtExceptionHandler(
        (broken, thrown) -> {
          thrown.printStackTrace(System.err);
          Runtime.getRuntime().halt(1);
        });
    return thread;
  }

  private void call(String name, Caller caller, CallPlan plan) {
    try (HistoryWriter history =
        new HistoryWriter(testbed.directory().resolve(name + ChildProcess.HISTORY), tickets)) {
      Witness witness = new Witness(name, caller, history);
      while (!stopping) {
        List<PlannedCall> calls = plan.next();
        Thread.sleep(calls.get(0).pause().toMillis());
        witness.call(calls);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HighlyAvailableTable table() {
    return testbed.table(Testbed.TIMEOUT).acknowledge(acknowledge).clock(clock).build();
  }

  /** A drop-in client that replicates the table itself. */
  private <B extends ClientBuilder<B, C>, C> C replicating(B builder) {
    builder
        .replication(ReplicationMode.CLIENT)
        .timeout(Testbed.TIMEOUT)
        .acknowledge(acknowledge)
        .clock(clock)
        .credentialsProvider(testbed.credentials());
    testbed
        .endpoints()
        .forEach(
            endpoint ->
                builder.region(r -> r.region(endpoint.region()).endpointOverride(endpoint.uri())));
    return builder.build();
  }
}
