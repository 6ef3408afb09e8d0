package io.github.dynamodbha.sync.join;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A list of records that only grows: in memory up to a budget, and beyond it in a file.
 * Thread-safe; its iterators are not.
 */
public final class Spool implements AutoCloseable {
  /** What an array and its place in a list take beside its bytes. */
  private static final int RECORD_OVERHEAD = 32;

  private static final int MAX_BUFFER = 64 << 10;
  private static final int MIN_BUFFER = 1 << 10;

  private final SpillDirectory directory;
  private final String name;
  private final long budgetBytes;
  private List<byte[]> held = new ArrayList<>();
  private long heldBytes;
  private @Nullable SpillFile file;
  private long size;
  private boolean closed;

  /**
   * An empty spool.
   *
   * @param directory for the file; not closed with this
   * @param name what the file's name begins with
   * @param budgetBytes the heap that it may take; a write buffer of 1 to 64 KiB comes on top once
   *     there is a file
   */
  public Spool(SpillDirectory directory, String name, long budgetBytes) {
    this.directory = directory;
    this.name = name;
    this.budgetBytes = budgetBytes;
  }

  /**
   * Appends a record.
   *
   * @param record copied
   * @throws SpillException if the disk is needed and fails; the spool can then only be closed
   * @throws IllegalStateException if the spool is closed or has failed
   */
  public synchronized void add(byte[] record) {
    ensureOpen();
    if (file == null && heldBytes + record.length + RECORD_OVERHEAD > budgetBytes) {
      moveToDisk();
    }
    if (file != null) {
      try {
        file.append(record, 0, record.length);
      } catch (SpillException e) {
        closed = true;
        throw e;
      }
    } else {
      held.add(record.clone());
      heldBytes += record.length + RECORD_OVERHEAD;
    }
    size++;
  }

  private void moveToDisk() {
    long share = Math.max(MIN_BUFFER, Math.min(MAX_BUFFER, budgetBytes / 4));
    closed = true;
    SpillFile target = new SpillFile(directory, name, (int) share);
    file = target;
    held.forEach(record -> target.append(record, 0, record.length));
    held = List.of();
    heldBytes = 0;
    closed = false;
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("The spool " + name + " is closed or has failed");
    }
  }

  /** How many records there are. */
  public synchronized long size() {
    return size;
  }

  /** How many bytes of heap the records take; 0 once they are in a file. */
  public synchronized long heldBytes() {
    return heldBytes;
  }

  /**
   * The records that there are now, in the order in which they were added. May be called more than
   * once, and while others add.
   *
   * @throws SpillException if the disk fails
   * @throws IllegalStateException if the spool is closed or has failed
   */
  public synchronized Records records() {
    ensureOpen();
    if (file == null) {
      return new Records(List.copyOf(held).iterator(), null);
    }
    file.flush();
    return new Records(List.<byte[]>of().iterator(), file.read());
  }

  /**
   * Gives back memory and disk.
   *
   * @throws SpillException if the file can't be deleted; closing its directory tries again
   */
  @Override
  public synchronized void close() {
    closed = true;
    held = List.of();
    heldBytes = 0;
    SpillFile open = file;
    file = null;
    if (open != null) {
      open.delete();
    }
  }

  /** The records of a spool. Close it unless it has been read to its end. Not thread-safe. */
  public static final class Records implements Iterator<byte[]>, AutoCloseable {
    private final Iterator<byte[]> held;
    private @Nullable SpillReader reader;
    private boolean ahead;

    private Records(Iterator<byte[]> held, @Nullable SpillReader reader) {
      this.held = held;
      this.reader = reader;
    }

    /**
     * Whether there is another.
     *
     * @throws SpillException if the file is damaged
     */
    @Override
    public boolean hasNext() {
      if (reader != null && !ahead) {
        ahead = reader.next();
        if (!ahead) {
          close();
        }
      }
      return ahead || held.hasNext();
    }

    /**
     * The next one, the caller's own.
     *
     * @throws NoSuchElementException if there is none
     * @throws SpillException if the file is damaged
     */
    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException("All records have been read");
      }
      if (reader == null) {
        return held.next().clone();
      }
      ahead = false;
      return reader.record();
    }

    /** Closes the file. */
    @Override
    public void close() {
      SpillReader open = reader;
      reader = null;
      ahead = false;
      if (open != null) {
        open.close();
      }
    }
  }
}
