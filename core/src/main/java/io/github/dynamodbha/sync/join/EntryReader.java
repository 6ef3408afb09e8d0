package io.github.dynamodbha.sync.join;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@link EntryFile} in order, and takes nothing for an entry that the file can't hold. A
 * checksum says that a block is as it was written, not that an entry was written: here the lengths
 * within a record must agree, and its key must lie where those of the file do, as the memory that a
 * file takes to be settled is reckoned by that. Not thread-safe.
 */
final class EntryReader implements AutoCloseable {
  private final EntryFile file;
  private final SpillReader records;

  EntryReader(EntryFile file, SpillReader records) {
    this.file = file;
    this.records = records;
  }

  /**
   * Goes on to the next entry; false if there is none.
   *
   * @throws SpillException if the file is damaged
   */
  boolean next() {
    if (!records.next()) {
      return false;
    }
    String flaw = flaw();
    if (flaw != null) {
      throw records.damaged(flaw, null);
    }
    return true;
  }

  private @Nullable String flaw() {
    byte[] block = records.block();
    int at = records.at();
    if (!EntryRecord.isWhole(block, at, records.length())) {
      return "a record of " + records.length() + " bytes is no entry";
    }
    if (EntryRecord.mask(block, at) == 0) {
      return "an entry is of no replica";
    }
    return file.mayHold(EntryRecord.keyHigh(block, at), EntryRecord.keyLow(block, at))
        ? null
        : "an entry is of another key than any that was written";
  }

  Path path() {
    return records.path();
  }

  /** The array where the entry lies, as {@link EntryRecord} says. */
  byte[] block() {
    return records.block();
  }

  /** Where it begins. */
  int at() {
    return records.at();
  }

  @Override
  public void close() {
    records.close();
  }
}
