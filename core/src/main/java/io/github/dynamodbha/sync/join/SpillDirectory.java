package io.github.dynamodbha.sync.join;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one run for what doesn't fit in memory, below a directory that is given. Its
 * name begins with {@code dynamodb-ha-spill-}; only its owner can read it; it is made when the
 * first file is.
 *
 * <p>Closing removes it with all its files. What a run leaves that is killed is removed by the next
 * one that opens a directory below the same parent; a run that lives is known by its {@link
 * RunLock}. Thread-safe.
 */
public final class SpillDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpillDirectory.class);

  private final Path parent;
  private final SpillStreams streams;
  private final AtomicInteger files = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();
  private @Nullable RunLock lock;
  private boolean closed;

  private SpillDirectory(Path parent, SpillStreams streams) {
    this.parent = parent;
    this.streams = streams;
  }

  /**
   * Opens a run's directory, and removes those of runs that are dead.
   *
   * @param parent where to make it; made itself, when it is needed, if it doesn't exist
   */
  public static SpillDirectory open(Path parent) {
    return open(parent, SpillStreams.FILES);
  }

  static SpillDirectory open(Path parent, SpillStreams streams) {
    SpillDirectory directory = new SpillDirectory(parent, streams);
    if (DeadRuns.any(parent)) {
      try {
        DeadRuns.remove(parent, directory.lock());
      } catch (IOException e) {
        LOG.warn("Can't remove what earlier runs have left in {}: it can't be written", parent, e);
      }
    }
    return directory;
  }

  private synchronized RunLock lock() throws IOException {
    if (closed) {
      throw new IllegalStateException("The spill directory in " + parent + " is closed");
    }
    RunLock own = lock;
    if (own == null) {
      Files.createDirectories(parent);
      own = RunLock.create(parent);
      lock = own;
    }
    if (!Files.isDirectory(own.directory())) {
      OwnerOnly.createDirectory(own.directory());
    }
    return own;
  }

  /** How many bytes have been written so far, those of files that are gone included. */
  public long writtenBytes() {
    return written.get();
  }

  /** A name for a file that isn't there yet. */
  Path newFile(String kind) {
    try {
      return lock().directory().resolve(kind + "-" + files.incrementAndGet());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  OutputStream write(Path file) throws IOException {
    return streams.write(file);
  }

  InputStream read(Path file) throws IOException {
    return streams.read(file);
  }

  void countWritten(long bytes) {
    written.addAndGet(bytes);
  }

  /** What to throw when a file can't be written. */
  SpillException unwritable(IOException cause) {
    return new SpillException(
        "Can't write to "
            + parent
            + " what doesn't fit in memory ("
            + cause
            + "), after "
            + written
            + " bytes. Free space there, name another directory, or allow more memory, and run again",
        cause);
  }

  /** What to throw when a file is not what was written. */
  SpillException damaged(Path file, String what, @Nullable IOException cause) {
    return new SpillException(
        file
            + " is not what was written to it: "
            + what
            + ". Nothing was concluded from it. Check the disk, or name another directory, and run"
            + " again",
        cause);
  }

  /** Removes the directory and all that is in it. What can't be removed is logged. */
  @Override
  public synchronized void close() {
    closed = true;
    RunLock own = lock;
    lock = null;
    if (own != null) {
      try (own) {
        DeadRuns.delete(own.directory());
      } catch (IOException e) {
        LOG.warn(
            "Can't remove {}, which holds keys of the table: remove it by hand",
            own.directory(),
            e);
      }
    }
  }
}
