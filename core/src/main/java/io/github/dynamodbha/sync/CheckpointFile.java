package io.github.dynamodbha.sync;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of blocks, each whole or not there: after a crash the last one may be cut off, and is then
 * dropped. A block whose check fails though it is complete was damaged, and stops the run rather
 * than mislead it. One process has the file at a time. {@link #append} is thread-safe.
 *
 * <p>The operating system keeps what a killed process has written. After a failure of the machine
 * itself the file may lack its end, which is then done anew, or be refused as damaged.
 */
final class CheckpointFile implements AutoCloseable {
  private static final byte[] MAGIC = "dynamodb-ha checkpoint 1\n".getBytes(StandardCharsets.UTF_8);

  /** Length, check, type. */
  private static final int HEAD_BYTES = Integer.BYTES + Integer.BYTES + 1;

  /** Far above what is ever written: a length beyond it is damage, not a reason to allocate. */
  private static final int MAX_BLOCK_BYTES = 64 << 20;

  /**
   * The files that this process has open. They are never opened again: on POSIX systems a process
   * that closes a file loses all its locks on it.
   */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path realPath;
  private final FileChannel channel;

  /** What made the file unusable for this run, or null; under this object's lock. */
  private @Nullable IOException failure;

  /** Takes one block. */
  @FunctionalInterface
  interface Blocks {
    void block(byte type, ByteBuffer content) throws IOException;
  }

  private CheckpointFile(Path path, Path realPath, FileChannel channel) {
    this.path = path;
    this.realPath = realPath;
    this.channel = channel;
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws SyncException if it is no checkpoint, can't be written, or another run has it
   */
  static CheckpointFile open(Path path) {
    Path realPath = realPath(path);
    if (!OPEN.add(realPath)) {
      throw inUse(path);
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(realPath, openOptions(), ownerOnly(path));
      if (channel.tryLock() == null) {
        throw inUse(path);
      }
      begin(path, channel);
      return new CheckpointFile(path, realPath, channel);
    } catch (IOException | RuntimeException e) {
      close(channel, e);
      OPEN.remove(realPath);
      throw e instanceof RuntimeException refused ? refused : unusable(path, (IOException) e);
    }
  }

  /** The same for every name of the file, which need not exist yet. */
  private static Path realPath(Path path) {
    Path absolute = path.toAbsolutePath();
    try {
      if (Files.exists(absolute)) {
        return absolute.toRealPath();
      }
      Path directory = absolute.getParent();
      return directory == null ? absolute : directory.toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static SyncException inUse(Path path) {
    return new SyncException(
        "The checkpoint "
            + path
            + " is in use by another run: wait for its end, or name another file",
        null);
  }

  private static Set<StandardOpenOption> openOptions() {
    return Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** It holds keys, which are data. */
  private static FileAttribute<?>[] ownerOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void begin(Path path, FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      write(channel, ByteBuffer.wrap(MAGIC));
      return;
    }
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(MAGIC.length, channel.size()));
    read(channel, start, 0);
    byte[] expected = Arrays.copyOf(MAGIC, start.capacity());
    if (!Arrays.equals(start.array(), expected)) {
      throw new SyncException(
          path
              + " is no checkpoint of this version of dynamodb-ha: name another file, or delete it"
              + " to begin anew",
          null);
    }
    if (start.capacity() < MAGIC.length) {
      channel.truncate(0);
      write(channel, ByteBuffer.wrap(MAGIC));
    }
  }

  Path path() {
    return path;
  }

  /**
   * Reads all blocks in the order in which they were written, and drops the last if it is cut off.
   *
   * @throws SyncException if a block is damaged
   */
  synchronized void read(Blocks blocks) {
    try {
      long position = MAGIC.length;
      long end = channel.size();
      while (position + HEAD_BYTES <= end) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        read(channel, head, position);
        int length = head.getInt(0);
        if (length < 0 || length > MAX_BLOCK_BYTES) {
          throw damaged(position);
        }
        if (position + HEAD_BYTES + length > end) {
          break;
        }
        ByteBuffer content = ByteBuffer.allocate(length);
        read(channel, content, position + HEAD_BYTES);
        byte type = head.get(HEAD_BYTES - 1);
        if (check(type, content.array()) != head.getInt(Integer.BYTES)) {
          throw damaged(position);
        }
        try {
          blocks.block(type, content.flip());
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
          throw damaged(position);
        }
        position += HEAD_BYTES + length;
      }
      channel.truncate(position);
      channel.position(position);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /**
   * Adds a block.
   *
   * @throws SyncException if it can't be written; then no further one can be, as the file may end
   *     within this one
   */
  synchronized void append(byte type, byte[] content) {
    if (content.length > MAX_BLOCK_BYTES) {
      throw new SyncException(
          "The checkpoint "
              + path
              + " would need a block of "
              + content.length
              + " bytes, which it"
              + " can't hold: run without one",
          null);
    }
    if (failure != null) {
      throw unusable(path, failure);
    }
    ByteBuffer block = ByteBuffer.allocate(HEAD_BYTES + content.length);
    block.putInt(content.length).putInt(check(type, content)).put(type).put(content).flip();
    try {
      write(channel, block);
    } catch (IOException e) {
      failure = e;
      throw unusable(path, e);
    }
  }

  private static int check(byte type, byte[] content) {
    CRC32C check = new CRC32C();
    check.update(type);
    check.update(content, 0, content.length);
    return (int) check.getValue();
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void read(FileChannel channel, ByteBuffer into, long position) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, position + into.position()) < 0) {
        throw new EOFException("The file became shorter while it was read");
      }
    }
  }

  private SyncException damaged(long position) {
    return new SyncException(
        "The checkpoint "
            + path
            + " is damaged at byte "
            + position
            + ": delete it to begin anew; the tables are sound",
        null);
  }

  private static SyncException unusable(Path path, IOException e) {
    return new SyncException(
        "The checkpoint "
            + path
            + " can't be read or written ("
            + e
            + "): name a file in a directory that exists and has space",
        e);
  }

  private static void close(@Nullable FileChannel channel, Exception because) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        because.addSuppressed(e);
      }
    }
  }

  /** Removes the file: the run has ended well. */
  void delete() {
    // While it is still locked, so that it can't be another run's.
    try (this) {
      Files.deleteIfExists(realPath);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /** Leaves the file for the next run. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unusable(path, e);
    } finally {
      OPEN.remove(realPath);
    }
  }
}
