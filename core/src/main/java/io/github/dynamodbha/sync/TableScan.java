package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemSize;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.ScanPage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Reads every replica whole, eventually consistent, and gives each item's digest to the join.
 *
 * <p>Several threads for each replica take its segments in order; the next page is under way while
 * one is digested. Items past their time to live are left out.
 */
final class TableScan {
  private final List<ReplicaRun> replicas;
  private final SyncPlan plan;
  private final TimeToLive timeToLive;
  private final InstantSource time;
  private final KeyJoin join;
  private final Tally tally;
  private final Runnable progress;
  private final List<AtomicInteger> nextSegments;

  TableScan(
      List<ReplicaRun> replicas,
      SyncPlan plan,
      InstantSource time,
      KeyJoin join,
      Tally tally,
      Runnable progress) {
    this.replicas = replicas;
    this.plan = plan;
    this.timeToLive = new TimeToLive(plan.timeToLiveAttributes());
    this.time = time;
    this.join = join;
    this.tally = tally;
    this.progress = progress;
    this.nextSegments = replicas.stream().map(replica -> new AtomicInteger()).toList();
  }

  /**
   * The scan as tasks.
   *
   * @param concurrency how many segments of a replica are read at once
   */
  List<Workers.Task> tasks(int concurrency) {
    List<Workers.Task> tasks = new ArrayList<>();
    for (int worker = 0; worker < Math.min(concurrency, plan.segments()); worker++) {
      for (ReplicaRun replica : replicas) {
        tasks.add(() -> segments(replica));
      }
    }
    return tasks;
  }

  private void segments(ReplicaRun replica) throws InterruptedException {
    AtomicInteger next = nextSegments.get(replica.index());
    for (int segment = next.getAndIncrement();
        segment < plan.segments();
        segment = next.getAndIncrement()) {
      segment(replica, segment);
    }
  }

  private void segment(ReplicaRun replica, int segment) throws InterruptedException {
    Patience.Started<ScanPage> call = replica.reads().start(page(replica, segment, null));
    while (call != null) {
      ScanPage page = await(replica, call);
      call =
          page.next() == null ? null : replica.reads().start(page(replica, segment, page.next()));
      digest(replica, page);
      progress.run();
    }
  }

  private Supplier<CompletableFuture<Reply<ScanPage>>> page(
      ReplicaRun replica, int segment, @Nullable Map<String, AttributeValue> start) {
    ScanRequest request =
        ScanRequest.builder()
            .segment(segment)
            .totalSegments(plan.segments())
            .exclusiveStartKey(start)
            .build();
    ReplicaItems items = replica.items();
    return () -> items.scan(request, items.replica().newDeadline());
  }

  private static ScanPage await(ReplicaRun replica, Patience.Started<ScanPage> call)
      throws InterruptedException {
    Reply<ScanPage> reply = call.await();
    if (reply instanceof Reply.Answered<ScanPage> answered) {
      return answered.answer();
    }
    Reply.Failed<ScanPage> failed = (Reply.Failed<ScanPage>) reply;
    throw new SyncException(
        "Region "
            + replica.region()
            + " can't be scanned, so nothing was repaired or purged: "
            + failed.failure().describe()
            + ". Every region must be read whole; run again when it answers",
        failed.failure().cause());
  }

  private void digest(ReplicaRun replica, ScanPage page) {
    ItemFormat format = replica.items().format().items();
    Instant now = time.instant();
    long bytes = 0;
    for (ItemCopy copy : page.copies()) {
      try {
        bytes += ItemSize.of(copy.image());
        if (!timeToLive.isExpired(copy.image(), now)) {
          join.add(
              replica.index(),
              new ScannedItem(
                  copy.key().digest(), copy.digest(), copy.key(), Tombstone.of(copy, format)));
        }
      } catch (IllegalArgumentException unreadable) {
        tally.skipped(copy.key(), replica.region(), "can't be read: " + unreadable.getMessage());
      }
    }
    replica.scanned(page.copies().size(), bytes);
    replica.consumedRead(page.readUnits());
  }
}
