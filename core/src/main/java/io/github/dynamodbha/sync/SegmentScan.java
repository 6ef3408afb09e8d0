package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.DigestedItems;
import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.replica.DigestPage;
import io.github.dynamodbha.sync.join.SegmentTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a segment in all replicas side by side and joins it at once.
 *
 * <p>Tables usually scan in one order, so nearly every key is matched within a page or two and
 * forgotten. The cursor that is behind is always the one that moves on; so one that runs ahead
 * waits, and the table of open keys holds no more than the skew. Where the orders differ, or a
 * segment is far larger than the plan thought, what is open goes to the join of the whole run once
 * it takes too much memory. Belongs to one thread, and is used for one segment after another.
 */
final class SegmentScan {
  /** Stands in reports for a key that can't be read, which DynamoDB itself would not store. */
  private static final ItemKey UNREADABLE_KEY = ItemKey.of("(a key that can't be read)");

  /** How much is handed over at once: keys have 2 KB at most, so a piece is a few MB at most. */
  private static final int PIECE = 1000;

  private final List<ReplicaRun> replicas;
  private final int segments;
  private final TableFormat format;
  private final TimeToLive timeToLive;
  private final InstantSource time;
  private final long maxTableBytes;
  private final RunState run;
  private final SegmentTable open;
  private int segment;
  private Findings findings = new Findings();
  private final List<Tombstone> due = new ArrayList<>();

  SegmentScan(
      List<ReplicaRun> replicas,
      SyncPlan plan,
      InstantSource time,
      long maxTableBytes,
      RunState run) {
    this.replicas = replicas;
    this.segments = plan.segments();
    this.format = replicas.get(0).items().format();
    this.timeToLive = new TimeToLive(plan.timeToLiveAttributes());
    this.time = time;
    this.maxTableBytes = maxTableBytes;
    this.run = run;
    this.open = new SegmentTable(replicas.size());
  }

  /** Reads one segment whole; what it shows is told to the run. */
  void read(int segmentToRead) throws InterruptedException {
    segment = segmentToRead;
    findings = new Findings();
    due.clear();
    open.clear();
    List<SegmentCursor> cursors = new ArrayList<>();
    for (ReplicaRun replica : replicas) {
      cursors.add(SegmentCursor.start(replica, segment, segments));
    }
    for (SegmentCursor cursor = behind(cursors); cursor != null; cursor = behind(cursors)) {
      join(cursor.replica(), cursor.next());
      if (open.bytes() > maxTableBytes) {
        leaveOver();
      }
      run.progress();
    }
    leaveOver();
    handOverDue();
    run.completed(
        new SegmentResult(
            segment,
            cursors.stream().mapToLong(SegmentCursor::items).toArray(),
            cursors.stream().mapToLong(SegmentCursor::bytes).toArray(),
            findings));
  }

  /** The open cursor that has taken the fewest items, or null if all have ended. */
  private static @Nullable SegmentCursor behind(List<SegmentCursor> cursors) {
    SegmentCursor behind = null;
    for (SegmentCursor cursor : cursors) {
      if (cursor.isOpen() && (behind == null || cursor.items() < behind.items())) {
        behind = cursor;
      }
    }
    return behind;
  }

  private void join(ReplicaRun replica, DigestPage page) {
    DigestedItems items = page.items();
    Instant now = time.instant();
    long matched = 0;
    for (int i = 0; i < items.size(); i++) {
      Map<String, AttributeValue> system = items.system(i);
      boolean last =
          system == null
              ? addLive(replica, items, i)
              : add(replica, items, i, format.copyOf(system), now);
      matched += last ? 1 : 0;
    }
    findings.compared(matched);
    findings.inSync(matched);
    for (DigestedItems.Unreadable item : items.unreadable()) {
      findings.skipped(
          Objects.requireNonNullElse(item.key(), UNREADABLE_KEY),
          replica.region(),
          "can't be read: " + item.reason());
    }
  }

  /** True if all replicas have now shown the key alike. */
  private boolean addLive(ReplicaRun replica, DigestedItems items, int i) {
    int start = items.keyStart(i);
    return open.add(
        replica.index(),
        items.keyHigh(i),
        items.keyLow(i),
        items.high(i),
        items.low(i),
        Payload.LIVE,
        items.keys(),
        start,
        items.keyEnd(i) - start);
  }

  private boolean add(ReplicaRun replica, DigestedItems items, int i, ItemCopy copy, Instant now) {
    if (timeToLive.isExpired(copy.image(), now)) {
      return false;
    }
    Tombstone tombstone = Tombstone.of(copy, format.items());
    if (tombstone == null) {
      return addLive(replica, items, i);
    }
    byte[] payload = Payload.of(tombstone);
    boolean matched =
        open.add(
            replica.index(),
            items.keyHigh(i),
            items.keyLow(i),
            items.high(i),
            items.low(i),
            Payload.TOMBSTONE,
            payload,
            0,
            payload.length);
    if (matched && run.isDue(tombstone, findings)) {
      due.add(tombstone);
      if (due.size() >= PIECE) {
        handOverDue();
      }
    }
    return matched;
  }

  /** Gives what is open to the join of the whole run. */
  private void leaveOver() {
    if (open.size() > 0) {
      List<Residual> piece = new ArrayList<>();
      open.forEach(
          (keyHigh, keyLow, high, low, seen, differs, flags, array, offset, length) -> {
            byte[] payload = Arrays.copyOfRange(array, offset, offset + length);
            piece.add(new Residual(keyHigh, keyLow, high, low, seen, differs, flags, payload));
            if (piece.size() >= PIECE) {
              run.leftOver(segment, piece);
              piece.clear();
            }
          });
      run.leftOver(segment, piece);
      open.clear();
    }
  }

  private void handOverDue() {
    run.due(segment, due);
    due.clear();
  }
}
