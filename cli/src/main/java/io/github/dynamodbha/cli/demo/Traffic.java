package io.github.dynamodbha.cli.demo;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.replica.ReplicaSuspendedException;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Readers and writers that don't stop, each making a call every 25 ms. Readers read the sample
 * items; writers add observations, each an item of its own, so that every write can be counted
 * afterwards.
 */
final class Traffic {
  private static final int READERS = 2;
  private static final int WRITERS = 2;
  private static final Duration PACE = Duration.ofMillis(25);
  private static final long STOP_SECONDS = 20;

  private final HighlyAvailableTable table;
  private final List<String> names;
  private final Latencies latencies;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger observations = new AtomicInteger();
  private final Set<String> stored = ConcurrentHashMap.newKeySet();
  private volatile Phase phase = Phase.BEFORE;
  private volatile boolean stopping;
  private final CountDownLatch suspended = new CountDownLatch(1);
  private final CountDownLatch replicated = new CountDownLatch(1);

  Traffic(HighlyAvailableTable table, List<String> names, Latencies latencies) {
    this.table = table;
    this.names = List.copyOf(names);
    this.latencies = latencies;
  }

  void start() {
    for (int i = 0; i < READERS; i++) {
      int first = i * names.size() / READERS;
      run("reader-" + i, turn -> read(names.get((first + turn) % names.size())));
    }
    for (int i = 0; i < WRITERS; i++) {
      run("writer-" + i, turn -> observe(names.get(turn % names.size())));
    }
  }

  /** A thread that takes turn after turn, and waits a little between them. */
  private void run(String name, IntConsumer task) {
    Thread thread =
        new Thread(
            () -> {
              for (int turn = 0; !stopping; turn++) {
                task.accept(turn);
                LockSupport.parkNanos(PACE.toNanos());
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void read(String name) {
    Phase at = phase;
    long started = System.nanoTime();
    try {
      boolean found = table.get(ItemKey.of(name)).isPresent();
      long nanos = System.nanoTime() - started;
      if (found) {
        latencies.succeeded(seen(at), CallKind.READ, nanos);
      } else {
        latencies.failed(at, CallKind.READ, name + " was not found");
      }
    } catch (RuntimeException e) {
      latencies.failed(at, CallKind.READ, String.valueOf(e.getMessage()));
    }
  }

  private void observe(String body) {
    Phase at = phase;
    String name = "observation %05d of %s".formatted(observations.incrementAndGet(), body);
    Map<String, AttributeValue> item =
        Map.of(
            "name", AttributeValue.fromS(name),
            "kind", AttributeValue.fromS("observation"),
            "of", AttributeValue.fromS(body));
    long started = System.nanoTime();
    try {
      WriteResult result = table.put(item);
      latencies.succeeded(seen(at), CallKind.WRITE, System.nanoTime() - started);
      stored.add(name);
      notice(at, result);
    } catch (RuntimeException e) {
      latencies.failed(at, CallKind.WRITE, String.valueOf(e.getMessage()));
    }
  }

  /** A call that was under way when the region went dark is one of the first in the dark. */
  private Phase seen(Phase at) {
    return at == Phase.BEFORE && phase != Phase.BEFORE ? Phase.FIRST_CALLS : at;
  }

  private void notice(Phase at, WriteResult result) {
    if (at == Phase.FIRST_CALLS
        && result.missedIn().values().stream()
            .anyMatch(ReplicaSuspendedException.class::isInstance)) {
      suspended.countDown();
    }
    if (at == Phase.AFTER && result.isReplicated()) {
      replicated.countDown();
    }
  }

  /** From now on calls belong to this phase. */
  void enter(Phase next) {
    phase = next;
  }

  /** Waits until a write no longer waits for the dark region; false if that takes too long. */
  boolean awaitSuspension(Duration limit) throws InterruptedException {
    return suspended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until a write is stored everywhere again; false if that takes too long. */
  boolean awaitReplication(Duration limit) throws InterruptedException {
    return replicated.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The names of all observations that were acknowledged. */
  Set<String> acknowledged() {
    return Set.copyOf(stored);
  }

  /** Lets calls under way end, and makes no more. */
  void stop() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    }
  }
}
