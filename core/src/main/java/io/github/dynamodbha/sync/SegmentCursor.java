package io.github.dynamodbha.sync;

import io.github.dynamodbha.replica.DigestPage;
import io.github.dynamodbha.replica.Reply;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Goes through one segment of one replica, page by page; while a page is being digested, the next
 * is under way. Belongs to one thread.
 */
final class SegmentCursor {
  private final ReplicaRun replica;
  private final int segment;
  private final int segments;
  private Patience.@Nullable Started<DigestPage> underWay;
  private long items;
  private long bytes;

  private SegmentCursor(ReplicaRun replica, int segment, int segments) {
    this.replica = replica;
    this.segment = segment;
    this.segments = segments;
  }

  /** Asks for the first page. */
  static SegmentCursor start(ReplicaRun replica, int segment, int segments)
      throws InterruptedException {
    SegmentCursor cursor = new SegmentCursor(replica, segment, segments);
    cursor.underWay = cursor.ask(null);
    return cursor;
  }

  private Patience.Started<DigestPage> ask(@Nullable Map<String, AttributeValue> start)
      throws InterruptedException {
    return replica.reads().start(() -> replica.pages().page(segment, segments, start));
  }

  ReplicaRun replica() {
    return replica;
  }

  /** False once the last page was taken. */
  boolean isOpen() {
    return underWay != null;
  }

  /** Items taken so far. */
  long items() {
    return items;
  }

  /** Their size, as DynamoDB counts it. */
  long bytes() {
    return bytes;
  }

  /**
   * Waits for the page under way, and asks for the one after it.
   *
   * @throws SyncException if the region can't be read
   */
  DigestPage next() throws InterruptedException {
    Patience.Started<DigestPage> call = underWay;
    if (call == null) {
      throw new IllegalStateException("The last page was taken");
    }
    DigestPage page = await(call);
    items += page.items().size();
    bytes += page.items().bytes();
    replica.scanned(page.items().size(), page.items().bytes());
    replica.consumedScan(page.readUnits(), page.items().bytes());
    underWay = page.next() == null ? null : ask(page.next());
    return page;
  }

  private DigestPage await(Patience.Started<DigestPage> call) throws InterruptedException {
    Reply<DigestPage> reply = call.await();
    if (reply instanceof Reply.Answered<DigestPage> answered) {
      return answered.answer();
    }
    Reply.Failed<DigestPage> failed = (Reply.Failed<DigestPage>) reply;
    throw new SyncException(
        "Region "
            + replica.region()
            + " can't be scanned, so nothing was repaired or purged: "
            + failed.failure().describe()
            + ". Every region must be read whole; run again when it answers",
        failed.failure().cause());
  }
}
