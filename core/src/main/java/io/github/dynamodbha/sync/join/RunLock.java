package io.github.dynamodbha.sync.join;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock that says that a run lives: a file beside the run's directory, {@code
 * dynamodb-ha-spill-ID.lock} for {@code dynamodb-ha-spill-ID}, locked from before the directory
 * exists until after it is gone. The system gives it up when the process dies, however it does.
 *
 * <p>Who takes the lock of another run therefore knows that the run is dead. A lock file is deleted
 * only by who holds its lock; so a run that has just created its file, and finds it still there
 * once it has the lock, keeps it.
 */
final class RunLock implements AutoCloseable {
  /**
   * Local regions keep their own directories under {@code dynamodb-ha-REGION}: never take those.
   */
  static final String PREFIX = "dynamodb-ha-spill-";

  static final String SUFFIX = ".lock";

  private static final String DIGITS = "[0-9a-f]".repeat(4);

  /** The names of runs' directories and locks, by their unique ids: nobody else's match. */
  static final String GLOB =
      PREFIX + DIGITS.repeat(2) + ("-" + DIGITS).repeat(4) + DIGITS.repeat(2) + "{," + SUFFIX + "}";

  /**
   * The runs of this process. They must never be tried: on POSIX systems a process that closes a
   * file loses all its locks on it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  /** Locked by another copy of this class in this process: for the same reason never closed. */
  private static final Set<FileChannel> FOREIGN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock of a new run. */
  static RunLock create(Path parent) throws IOException {
    while (true) {
      Path file = parent.toRealPath().resolve(PREFIX + UUID.randomUUID() + SUFFIX);
      OwnerOnly.createFile(file);
      RunLock lock = take(file);
      if (lock != null) {
        return lock;
      }
      // Another run took it for a dead one's, in the moment before it was locked.
    }
  }

  /**
   * Takes the lock of a run, or returns null if it is held, or gone.
   *
   * @param file in a real path, as {@link #OWN} goes by it
   */
  static @Nullable RunLock take(Path file) throws IOException {
    if (!OWN.add(file)) {
      return null;
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      taken = lock != null && Files.exists(file);
    } catch (OverlappingFileLockException foreign) {
      FOREIGN.add(channel);
      channel = null;
      return null;
    } catch (NoSuchFileException gone) {
      return null;
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        OWN.remove(file);
      }
    }
    return taken ? new RunLock(file, channel) : null;
  }

  Path file() {
    return file;
  }

  /** The directory of the run. */
  Path directory() {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** Deletes the file and gives up the lock; the directory must be gone. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      OWN.remove(file);
    }
  }
}
