package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.sync.join.Candidates;
import io.github.dynamodbha.sync.join.ResidualJoin;
import io.github.dynamodbha.sync.join.SegmentTable;
import io.github.dynamodbha.sync.join.SpillDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One join of two synthetic replicas, in a process of its own, so that its memory is its own: main
 * prints a {@link JoinResult}. Each worker reads a segment of both replicas page by page in turn,
 * as a sync does; the order of the second replica is over the whole table, so but for the same
 * order nearly nothing matches within its segment.
 */
final class JoinRun {
  /** The product's default. */
  private static final long BUDGET = 256L << 20;

  /** What a page of 1 MB holds of 250 bytes. */
  private static final int PAGE = 4_000;

  private static final int SEGMENTS = 64;

  /** What a worker's table may take before it is handed over within a segment. */
  private static final long TABLE_BYTES = 16L << 20;

  private static final int PAYLOAD_BYTES = 20;

  /** Of so many items one differs and one is missing. */
  private static final int STRIDE = 50_000;

  private static final int MISSING = 13;
  private static final int DIFFERENT = 31;

  private final JoinOrder order;
  private final long items;
  private final AtomicInteger nextSegment = new AtomicInteger();
  private final AtomicLong matched = new AtomicLong();

  private JoinRun(JoinOrder order, long items) {
    this.order = order;
    this.items = items;
  }

  /** Arguments: the order, the number of items, a directory to spill to, the number of workers. */
  public static void main(String[] arguments) throws Exception {
    JoinRun run = new JoinRun(JoinOrder.valueOf(arguments[0]), Long.parseLong(arguments[1]));
    System.out.println(run.measure(Path.of(arguments[2]), Integer.parseInt(arguments[3])).line());
  }

  private JoinResult measure(Path parent, int workers) throws Exception {
    long start = System.nanoTime();
    long copies = generate();
    long generated = System.nanoTime();
    long cpu = ProcessUse.ownNanos();
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join =
            new ResidualJoin(2, BUDGET, directory, (flags, payload) -> matched.incrementAndGet())) {
      scan(join, workers);
      long scanned = System.nanoTime();
      join.finish();
      long candidates = count(join);
      long end = System.nanoTime();
      long used = ProcessUse.ownNanos() - cpu;
      check(candidates);
      return new JoinResult(
          copies,
          generated - start,
          scanned - generated,
          end - scanned,
          used,
          ProcessUse.peakResidentBytes(),
          join.peakBytes(),
          directory.writtenBytes(),
          candidates);
    }
  }

  /** Takes the copies of one page. */
  @FunctionalInterface
  private interface Copies {
    void copy(int replica, long keyHigh, long keyLow, long high, long low);
  }

  /** Makes up everything and adds it to nothing. */
  private long generate() {
    long[] sums = new long[2];
    for (int segment = 0; segment < SEGMENTS; segment++) {
      read(
          segment,
          (replica, keyHigh, keyLow, high, low) -> {
            sums[0]++;
            sums[1] ^= keyHigh ^ keyLow ^ high ^ low;
          });
    }
    if (sums[1] == 0) {
      throw new IllegalStateException("the hashes are void");
    }
    return sums[0];
  }

  private void scan(ResidualJoin join, int workers) throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(executor.submit(() -> work(join)));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private void work(ResidualJoin join) {
    SegmentTable table = new SegmentTable(2);
    byte[] payload = new byte[PAYLOAD_BYTES];
    long here = 0;
    for (int s = nextSegment.getAndIncrement(); s < SEGMENTS; s = nextSegment.getAndIncrement()) {
      int segment = s;
      long[] found = new long[1];
      read(
          segment,
          (replica, keyHigh, keyLow, high, low) -> {
            if (table.add(
                replica, keyHigh, keyLow, high, low, (byte) 0, payload, 0, PAYLOAD_BYTES)) {
              found[0]++;
            } else if (table.bytes() > TABLE_BYTES) {
              handOver(table, join, segment);
            }
          });
      handOver(table, join, segment);
      here += found[0];
    }
    matched.addAndGet(here);
  }

  private static void handOver(SegmentTable table, ResidualJoin join, int segment) {
    table.forEach(
        (keyHigh, keyLow, high, low, mask, differs, flags, payload, offset, length) ->
            join.add(
                keyHigh, keyLow, high, low, mask, differs, flags, segment, payload, offset,
                length));
    table.clear();
  }

  /** Reads a segment of both replicas, a page of each in turn. */
  private void read(int segment, Copies copies) {
    long from = items * segment / SEGMENTS;
    long to = items * (segment + 1) / SEGMENTS;
    for (long page = from; page < to; page += PAGE) {
      long end = Math.min(to, page + PAGE);
      for (long position = page; position < end; position++) {
        copy(0, position, copies);
      }
      for (long position = page; position < end; position++) {
        copy(1, order.at(position, items), copies);
      }
    }
  }

  private static void copy(int replica, long item, Copies copies) {
    long rest = item % STRIDE;
    if (replica == 1 && rest == MISSING) {
      return;
    }
    long different = replica == 1 && rest == DIFFERENT ? 1 : 0;
    copies.copy(replica, hash(item), hash(item ^ Long.MIN_VALUE), hash(~item), different);
  }

  /** Spreads the bits of a number (a finalizer as in SplittableRandom). */
  private static long hash(long number) {
    long z = (number + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long count(ResidualJoin join) {
    long count = 0;
    try (Candidates candidates = join.candidates()) {
      while (candidates.hasNext()) {
        candidates.next();
        count++;
      }
    }
    return count;
  }

  private void check(long candidates) {
    long expected = 0;
    for (long item = 0; item < items; item += STRIDE) {
      expected += item + MISSING < items ? 1 : 0;
      expected += item + DIFFERENT < items ? 1 : 0;
    }
    if (candidates != expected || matched.get() != items - expected) {
      throw new IllegalStateException(
          candidates + " candidates and " + matched + " matches instead of " + expected);
    }
  }
}
