package io.github.dynamodbha.sync.join;

import org.jspecify.annotations.Nullable;

/**
 * The keys that share their upper bits. While entries are added it is a table in memory or a file
 * that everything is appended to; when that is finished, a sorted list in memory or a sorted file
 * of what did not match. Thread-safe: its lock is itself, and nobody else's is taken under it.
 */
final class Partition {
  private final JoinSizes sizes;
  private final SpillDirectory directory;
  private final MemoryBudget budget;
  private @Nullable BudgetedTable table;
  private @Nullable EntryFile unsettled;
  private @Nullable SortedEntries sorted;
  private @Nullable EntryFile settled;
  private volatile long heldBytes;

  /**
   * What became of an entry.
   *
   * @param room whether it was taken; if not, memory must be made free first
   * @param match if with it its key has matched
   */
  record Added(boolean room, @Nullable Match match) {
    static final Added HELD = new Added(true, null);
    static final Added NO_ROOM = new Added(false, null);
  }

  Partition(int replicas, JoinSizes sizes, SpillDirectory directory, MemoryBudget budget) {
    this.sizes = sizes;
    this.directory = directory;
    this.budget = budget;
    this.table = new BudgetedTable(replicas, sizes.chunkBytes(), budget);
  }

  /** What it holds in memory; may be read without the lock. */
  long heldBytes() {
    return heldBytes;
  }

  synchronized Added add(
      long keyHigh,
      long keyLow,
      long high,
      long low,
      int mask,
      boolean differs,
      byte flags,
      int segment,
      byte[] payload,
      int offset,
      int length) {
    if (unsettled != null) {
      unsettled.append(
          keyHigh, keyLow, high, low, mask, differs, flags, segment, payload, offset, length);
      return Added.HELD;
    }
    BudgetedTable open = open();
    if (!open.makeRoom(length)) {
      return Added.NO_ROOM;
    }
    boolean matched =
        open.entries()
            .add(
                keyHigh, keyLow, high, low, mask, differs, flags, segment, payload, offset, length);
    open.settle();
    heldBytes = open.taken();
    if (!matched) {
      return Added.HELD;
    }
    return new Added(true, open.entries().match(flags, payload, offset, length));
  }

  private BudgetedTable open() {
    if (table == null) {
      throw new IllegalStateException("The join is finished or closed: nothing can be added");
    }
    return table;
  }

  /** What adding an entry takes from the budget. */
  synchronized long growth(int payloadLength) {
    return table == null ? 0 : table.entries().growth(payloadLength);
  }

  /** Gives memory back: what it no longer needs, if that is much, or else all, by going to disk. */
  synchronized void giveMemory() {
    if (table == null) {
      return;
    }
    if (table.entries().wasteful()) {
      long before = table.taken();
      table.entries().trim();
      table.settle();
      heldBytes = table.taken();
      if (heldBytes <= before / 4 * 3) {
        return;
      }
    }
    EntryFile file = new EntryFile(directory, "partition", sizes.bufferBytes());
    unsettled = file;
    table.entries().forEach((chunk, at, position) -> file.append(chunk, at));
    table.release();
    table = null;
    heldBytes = 0;
  }

  /** Ends the adding: sorts what is in memory, writes out the rest of what is on disk. */
  synchronized void seal() {
    if (unsettled != null) {
      unsettled.seal();
    } else {
      BudgetedTable open = open();
      SortedEntries entries = open.entries().sort();
      open.release();
      table = null;
      sorted = entries;
      heldBytes = entries.bytes();
      budget.force(heldBytes);
    }
  }

  synchronized boolean isOnDisk() {
    return unsettled != null;
  }

  /** Writes what is sorted in memory to a file. */
  synchronized void moveToDisk() {
    SortedEntries entries = sorted;
    if (entries == null) {
      return;
    }
    EntryFile file = new EntryFile(directory, "candidates", sizes.bufferBytes());
    settled = file;
    for (int rank = 0; rank < entries.size(); rank++) {
      file.append(entries.chunk(rank), entries.at(rank));
    }
    file.seal();
    sorted = null;
    budget.give(heldBytes);
    heldBytes = 0;
  }

  /** Joins what is on disk, if this is. */
  synchronized void settle(Settlement settlement) {
    if (unsettled != null) {
      EntryFile file = new EntryFile(directory, "candidates", sizes.bufferBytes());
      settled = file;
      settlement.settle(unsettled, file);
      unsettled = null;
      file.seal();
    }
  }

  /** How many entries did not match; known when everything is settled. */
  synchronized long size() {
    return sorted != null ? sorted.size() : settled != null ? settled.records() : 0;
  }

  /** What did not match, in order. */
  synchronized EntryCursor read() {
    if (sorted != null) {
      return EntryCursor.of(sorted);
    }
    if (settled == null) {
      throw new IllegalStateException("The join is closed");
    }
    return EntryCursor.of(settled.read());
  }

  /** Forgets everything. The files go with their directory. */
  synchronized void close() {
    table = null;
    sorted = null;
    heldBytes = 0;
    EntryFile first = unsettled;
    EntryFile second = settled;
    unsettled = null;
    settled = null;
    try {
      if (first != null) {
        first.delete();
      }
    } finally {
      if (second != null) {
        second.delete();
      }
    }
  }
}
