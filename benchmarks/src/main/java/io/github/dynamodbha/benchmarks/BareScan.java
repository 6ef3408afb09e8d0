package io.github.dynamodbha.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * What one would write by hand to read the tables once: a parallel scan of every region at the same
 * time, items counted and dropped.
 */
final class BareScan implements AutoCloseable {
  private final List<DynamoDbClient> clients;
  private final int segments;
  private final int concurrency;
  private final ExecutorService threads;

  /**
   * A scan that can be run again and again.
   *
   * @param concurrency calls under way in each region
   */
  BareScan(List<DynamoDbClient> clients, int segments, int concurrency) {
    this.clients = clients;
    this.segments = segments;
    this.concurrency = concurrency;
    this.threads = Executors.newFixedThreadPool(concurrency * clients.size());
  }

  /** Reads everything; returns how many items all regions have together. */
  long run() {
    AtomicLong items = new AtomicLong();
    List<Future<?>> workers = new ArrayList<>();
    for (DynamoDbClient client : clients) {
      AtomicInteger next = new AtomicInteger();
      for (int i = 0; i < concurrency; i++) {
        workers.add(threads.submit(() -> items.addAndGet(segments(client, next))));
      }
    }
    try {
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the bare scan failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return items.get();
  }

  private long segments(DynamoDbClient client, AtomicInteger next) {
    long items = 0;
    for (int s = next.getAndIncrement(); s < segments; s = next.getAndIncrement()) {
      items += segment(client, s);
    }
    return items;
  }

  private long segment(DynamoDbClient client, int segment) {
    long items = 0;
    Map<String, AttributeValue> start = null;
    do {
      ScanResponse page = page(client, segment, start);
      items += page.items().size();
      start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
    } while (start != null);
    return items;
  }

  private ScanResponse page(
      DynamoDbClient client, int segment, @Nullable Map<String, AttributeValue> start) {
    return client.scan(
        s ->
            s.tableName(SyncTable.NAME)
                .segment(segment)
                .totalSegments(segments)
                .exclusiveStartKey(start)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
