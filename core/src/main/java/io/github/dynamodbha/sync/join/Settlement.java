package io.github.dynamodbha.sync.join;

import org.jspecify.annotations.Nullable;

/**
 * Joins a file of entries in memory and writes down, in order, what did not match. A file whose
 * entries don't fit is split by the bits that follow those which all its keys share, and each part
 * is settled in turn.
 *
 * <p>A split separates at least two keys, so it always makes progress, and it uses up at least one
 * bit of 128: keys that were made to share their upper bits cost one split more, however many they
 * are. A file whose keys share all 128 bits is one key to the join, and merges into one entry,
 * which is held whatever the budget says. So the recursion ends. Not thread-safe.
 */
final class Settlement {
  private final int replicas;
  private final JoinSizes sizes;
  private final SpillDirectory directory;
  private final MemoryBudget budget;
  private final MatchListener matches;

  Settlement(
      int replicas,
      JoinSizes sizes,
      SpillDirectory directory,
      MemoryBudget budget,
      MatchListener matches) {
    this.replicas = replicas;
    this.sizes = sizes;
    this.directory = directory;
    this.budget = budget;
    this.matches = matches;
  }

  /** Settles a sealed file, which is deleted; what did not match is appended to another. */
  void settle(EntryFile input, EntryFile output) {
    BudgetedTable table = new BudgetedTable(replicas, sizes.chunkBytes(), budget);
    @Nullable EntryFile[] parts = new EntryFile[sizes.partitions()];
    try (EntryReader reader = input.read()) {
      if (fill(table, reader, input.commonBits() == KeyBits.LENGTH)) {
        write(table.entries().sort(), output);
      } else {
        split(table.entries(), reader, input.commonBits(), parts);
      }
    } finally {
      table.release();
    }
    input.delete();
    for (EntryFile part : parts) {
      if (part != null) {
        settle(part, output);
      }
    }
  }

  /** Adds what the reader gives; false if the entry that it is at doesn't fit. */
  private boolean fill(BudgetedTable table, EntryReader reader, boolean oneKey) {
    while (reader.next()) {
      byte[] block = reader.block();
      int at = reader.at();
      int length = EntryRecord.payloadLength(block, at);
      if (!table.makeRoom(length)) {
        if (!oneKey) {
          return false;
        }
        table.forceRoom(length);
      }
      boolean matched = table.entries().add(block, at);
      table.settle();
      if (matched) {
        byte flags = EntryRecord.flags(block, at);
        Match match = table.entries().match(flags, block, at + EntryRecord.PAYLOAD, length);
        matches.matched(match.flags(), match.payload());
      }
    }
    return true;
  }

  /** Spreads a table, the entry that the reader is at, and those that follow it. */
  private void split(
      EntryTable table, EntryReader reader, int commonBits, @Nullable EntryFile[] parts) {
    try {
      table.forEach((chunk, at, position) -> append(chunk, at, commonBits, parts));
      do {
        append(reader.block(), reader.at(), commonBits, parts);
      } while (reader.next());
      for (EntryFile part : parts) {
        if (part != null) {
          part.seal();
        }
      }
    } finally {
      for (EntryFile part : parts) {
        if (part != null) {
          part.close();
        }
      }
    }
  }

  private void append(byte[] record, int at, int commonBits, @Nullable EntryFile[] parts) {
    int number =
        KeyBits.at(
            EntryRecord.keyHigh(record, at),
            EntryRecord.keyLow(record, at),
            commonBits,
            sizes.partitionBits());
    EntryFile part = parts[number];
    if (part == null) {
      part = new EntryFile(directory, "part", sizes.bufferBytes());
      parts[number] = part;
    }
    part.append(record, at);
  }

  private static void write(SortedEntries entries, EntryFile output) {
    for (int rank = 0; rank < entries.size(); rank++) {
      output.append(entries.chunk(rank), entries.at(rank));
    }
  }
}
