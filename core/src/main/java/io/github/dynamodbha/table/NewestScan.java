package io.github.dynamodbha.table;

import io.github.dynamodbha.item.CopyOrder;
import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.ItemSize;
import io.github.dynamodbha.protocol.Outcomes;
import io.github.dynamodbha.replica.Admission;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.ScanPage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Scans all regions side by side and returns the newest copy of each item once.
 *
 * <p>Each step reads one page from every cursor that has more. A key waits until every cursor has
 * delivered it or has ended; then no further copy of it can come, and the winner of those that came
 * is returned. So nothing is returned twice, and nothing that any region delivered is left out.
 * Regions mostly scan in nearly the same order, and then only the skew between the cursors waits;
 * whatever the order, the result is the same.
 *
 * <p>A region that fails leaves the scan: its cursor ends, what it delivered still counts. As long
 * as one cursor reaches its end, the result is at least that region's whole table; if none does,
 * the scan fails. Regions that are suspended at the start are left out unless all are.
 *
 * <p>Used by one caller at a time; each step's page sees what the one before left.
 */
final class NewestScan implements CopyPages {
  /** What an item takes on the heap beside what DynamoDB counts: objects, map entries, UTF-16. */
  private static final int HEAP_PER_BYTE = 2;

  private static final int HEAP_PER_ITEM = 1000;

  /** What may wait for slower cursors, as an estimate of heap. */
  private static final long MAX_WAITING_BYTES = 256L * 1024 * 1024;

  private final String table;
  private final ReadOptions options;
  private final List<Cursor> cursors = new ArrayList<>();
  private final Map<ItemKey, Waiting> waiting = new HashMap<>();
  private final Map<String, Failure> failures = new LinkedHashMap<>();
  private final long maxWaitingBytes;
  private long waitingBytes;
  private long returned;
  private boolean ended;

  /** Where the scan of one region stands. */
  private static final class Cursor {
    private final ReplicaItems replica;
    private @Nullable Map<String, AttributeValue> next;
    private boolean active = true;
    private boolean complete;

    Cursor(ReplicaItems replica) {
      this.replica = replica;
    }
  }

  /** A key that some cursors have still to pass. */
  private static final class Waiting {
    private final BitSet deliveredBy = new BitSet();
    private ItemCopy winner;
    private int bytes;

    Waiting(ItemCopy first) {
      winner = first;
    }

    void add(int cursor, ItemCopy copy) {
      deliveredBy.set(cursor);
      if (CopyOrder.OLDEST_FIRST.compare(copy, winner) > 0) {
        winner = copy;
      }
    }
  }

  NewestScan(String table, List<ReplicaItems> replicas, ReadOptions options) {
    this(table, replicas, options, MAX_WAITING_BYTES);
  }

  NewestScan(String table, List<ReplicaItems> replicas, ReadOptions options, long maxWaitingBytes) {
    this.table = table;
    this.options = options;
    this.maxWaitingBytes = maxWaitingBytes;
    // One that is due for a trial takes part: a scan is how a process that only scans finds it
    // again.
    List<ReplicaItems> healthy =
        replicas.stream().filter(r -> r.replica().health(true).admit() != Admission.SKIP).toList();
    (healthy.isEmpty() ? replicas : healthy).forEach(r -> cursors.add(new Cursor(r)));
  }

  @Override
  public CompletableFuture<Optional<List<ItemCopy>>> next() {
    if (ended) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    List<CompletableFuture<Reply<ScanPage>>> pages = new ArrayList<>();
    for (Cursor cursor : cursors) {
      pages.add(
          cursor.active
              ? cursor.replica.scan(
                  ScanRequests.page(options, cursor.next), cursor.replica.replica().newDeadline())
              : new CompletableFuture<>());
    }
    return CompletableFuture.allOf(activeOnly(pages).toArray(CompletableFuture[]::new))
        .thenApply(done -> Optional.of(step(pages)));
  }

  private List<CompletableFuture<Reply<ScanPage>>> activeOnly(
      List<CompletableFuture<Reply<ScanPage>>> pages) {
    List<CompletableFuture<Reply<ScanPage>>> active = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      if (cursors.get(i).active) {
        active.add(pages.get(i));
      }
    }
    return active;
  }

  private List<ItemCopy> step(List<CompletableFuture<Reply<ScanPage>>> pages) {
    List<ItemKey> touched = new ArrayList<>();
    boolean anyEnded = false;
    for (int i = 0; i < cursors.size(); i++) {
      Cursor cursor = cursors.get(i);
      if (cursor.active) {
        take(i, cursor, pages.get(i).join(), touched);
        anyEnded |= !cursor.active;
      }
    }
    ended = cursors.stream().noneMatch(cursor -> cursor.active);
    if (ended && cursors.stream().noneMatch(cursor -> cursor.complete)) {
      throw interrupted();
    }
    List<ItemCopy> winners = new ArrayList<>();
    // When a cursor ends, every key that waited for it alone is ready; else only those just seen.
    for (ItemKey key : anyEnded ? List.copyOf(waiting.keySet()) : touched) {
      releaseIfReady(key, winners);
    }
    if (waitingBytes > maxWaitingBytes) {
      throw new ScanInterruptedException(
          "The scan of table '"
              + table
              + "' holds more than "
              + maxWaitingBytes
              + " bytes, since its regions return their items in very different orders: scan with"
              + " ReadStrategy.NEAREST, or sync the regions and do so",
          Map.of());
    }
    returned += winners.size();
    return winners;
  }

  private void take(int index, Cursor cursor, Reply<ScanPage> reply, List<ItemKey> touched) {
    if (reply instanceof Reply.Failed<ScanPage> failed) {
      failures.put(failed.region(), failed.failure());
      cursor.active = false;
      return;
    }
    ScanPage page = ((Reply.Answered<ScanPage>) reply).answer();
    for (ItemCopy copy : page.copies()) {
      Waiting entry = waiting.get(copy.key());
      if (entry == null) {
        entry = new Waiting(copy);
        entry.bytes = HEAP_PER_BYTE * ItemSize.of(copy.image()) + HEAP_PER_ITEM;
        waitingBytes += entry.bytes;
        waiting.put(copy.key(), entry);
      }
      entry.add(index, copy);
      touched.add(copy.key());
    }
    cursor.next = page.next();
    cursor.active = cursor.next != null;
    cursor.complete = cursor.next == null;
  }

  private void releaseIfReady(ItemKey key, List<ItemCopy> winners) {
    Waiting entry = waiting.get(key);
    if (entry == null) {
      return;
    }
    for (int i = 0; i < cursors.size(); i++) {
      if (cursors.get(i).active && !entry.deliveredBy.get(i)) {
        return;
      }
    }
    waiting.remove(key);
    waitingBytes -= entry.bytes;
    winners.add(entry.winner);
  }

  private RuntimeException interrupted() {
    if (returned == 0) {
      return Outcomes.noneCarriedOut("The scan", table, failures, TableErrors.INSTANCE);
    }
    return new ScanInterruptedException(
        "The scan of table '"
            + table
            + "' stopped after "
            + returned
            + " items, since no region could be read to its end: scan again. "
            + Outcomes.describe(failures),
        Outcomes.causes(failures));
  }
}
