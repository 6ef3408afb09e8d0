package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.table.AsyncHighlyAvailableTable;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import software.amazon.awssdk.core.exception.SdkException;

/** One region swallows everything, under a warm table: what do the calls after that cost? */
final class BlackHole {
  static final String NAME = "black-hole";

  private static final int WARM_UP = 200;

  private final Testbed testbed;
  private final Options options;

  BlackHole(Testbed testbed, Options options) {
    this.testbed = testbed;
    this.options = options;
  }

  /**
   * What one table saw.
   *
   * @param call which call, of which face
   * @param region the dark region's place in the order of preference, and its name
   * @param errors calls that failed
   * @param nanos the latency of each call, in order
   */
  record Result(String call, String region, int errors, List<Long> nanos) {
    long first() {
      return nanos.get(0);
    }

    long last() {
      return nanos.get(nanos.size() - 1);
    }

    long greatestAfterFirst() {
      return nanos.stream().skip(1).mapToLong(Long::longValue).max().orElse(0);
    }
  }

  List<Result> run() {
    List<Result> results = new ArrayList<>();
    for (int region = 0; region < testbed.regions().size(); region++) {
      for (Calls calls : Calls.values()) {
        results.add(run(calls, region));
      }
    }
    return results;
  }

  private Result run(Calls calls, int index) {
    LocalRegion region = testbed.regions().get(index);
    Result result;
    // The region stays dark until the table is closed: a fault's end resets what still hangs.
    try (HighlyAvailableTable table =
            testbed.tableThroughGates().timeout(options.timeout()).build();
        AsyncHighlyAvailableTable asyncTable =
            testbed.tableThroughGates().timeout(options.timeout()).buildAsync()) {
      IntConsumer call = calls.of(table, asyncTable);
      for (int i = 0; i < WARM_UP; i++) {
        call.accept(i);
      }
      region.inject(Fault.blackHole());
      result = measure(calls.title, (index == 0 ? "first, " : "second, ") + region.name(), call);
    } finally {
      region.heal();
    }
    return result;
  }

  private Result measure(String title, String region, IntConsumer call) {
    List<Long> nanos = new ArrayList<>();
    int errors = 0;
    for (int i = 0; i < options.blackHoleCalls(); i++) {
      long start = System.nanoTime();
      try {
        call.accept(i);
      } catch (SdkException | java.util.concurrent.CompletionException counted) {
        errors++;
      }
      nanos.add(System.nanoTime() - start);
      pause();
    }
    return new Result(title, region, errors, nanos);
  }

  private void pause() {
    try {
      Thread.sleep(options.blackHolePause().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The calls that must go on. */
  private enum Calls {
    NEAREST_GET("NEAREST get, sync") {
      @Override
      IntConsumer of(HighlyAvailableTable table, AsyncHighlyAvailableTable asyncTable) {
        return i -> table.get(Sample.key(STORED, i), Comparisons.NEAREST);
      }
    },
    NEAREST_GET_ASYNC("NEAREST get, async") {
      @Override
      IntConsumer of(HighlyAvailableTable table, AsyncHighlyAvailableTable asyncTable) {
        return i -> asyncTable.get(Sample.key(STORED, i), Comparisons.NEAREST).join();
      }
    },
    NEWEST_GET("NEWEST get, sync") {
      @Override
      IntConsumer of(HighlyAvailableTable table, AsyncHighlyAvailableTable asyncTable) {
        return i -> table.get(Sample.key(STORED, i), Comparisons.NEWEST);
      }
    },
    NEWEST_GET_ASYNC("NEWEST get, async") {
      @Override
      IntConsumer of(HighlyAvailableTable table, AsyncHighlyAvailableTable asyncTable) {
        return i -> asyncTable.get(Sample.key(STORED, i), Comparisons.NEWEST).join();
      }
    },
    PUT("put, sync") {
      @Override
      IntConsumer of(HighlyAvailableTable table, AsyncHighlyAvailableTable asyncTable) {
        return i -> table.put(Sample.item(STORED, i));
      }
    },
    PUT_ASYNC("put, async") {
      @Override
      IntConsumer of(HighlyAvailableTable table, AsyncHighlyAvailableTable asyncTable) {
        return i -> asyncTable.put(Sample.item(STORED, i)).join();
      }
    };

    private static final String STORED = "dark";

    private final String title;

    Calls(String title) {
      this.title = title;
    }

    abstract IntConsumer of(HighlyAvailableTable table, AsyncHighlyAvailableTable asyncTable);
  }
}
