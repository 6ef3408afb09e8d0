package io.github.dynamodbha.sync.join;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that did not match, in ascending order of their hash as an unsigned number of 128 bits.
 * Close it unless it has been read to its end. Not thread-safe.
 */
public final class Candidates implements Iterator<Unmatched>, AutoCloseable {
  private final Iterator<Partition> partitions;
  private @Nullable EntryCursor cursor;
  private @Nullable Unmatched next;

  Candidates(List<Partition> partitions) {
    this.partitions = partitions.iterator();
  }

  /**
   * Whether there is another.
   *
   * @throws SpillException if a file is damaged
   * @throws IllegalStateException if the join is closed
   */
  @Override
  public boolean hasNext() {
    while (next == null) {
      if (cursor == null) {
        if (!partitions.hasNext()) {
          return false;
        }
        cursor = partitions.next().read();
      }
      if (cursor.next()) {
        next = cursor.get();
      } else {
        cursor.close();
        cursor = null;
      }
    }
    return true;
  }

  /**
   * The next one.
   *
   * @throws NoSuchElementException if there is none
   * @throws SpillException if a file is damaged
   * @throws IllegalStateException if the join is closed
   */
  @Override
  public Unmatched next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("All candidates have been read");
    }
    Unmatched result = next;
    next = null;
    return result;
  }

  /** Closes the file that is being read, if one is. */
  @Override
  public void close() {
    EntryCursor open = cursor;
    cursor = null;
    if (open != null) {
      open.close();
    }
  }
}
