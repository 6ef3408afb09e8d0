package io.github.dynamodbha.sync.join;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of records, written in blocks. Each block carries the file's number, its own,
 * its length and a checksum over all of it, and how many blocks there are is kept in memory: a file
 * that was changed, cut, or mixed up is found out by the {@link SpillReader}.
 *
 * <p>Not thread-safe.
 */
final class SpillFile implements AutoCloseable {
  /** File, block, length, checksum: four ints. */
  static final int HEADER = 16;

  static final int FILE_AT = 0;
  static final int BLOCK_AT = 4;
  static final int LENGTH_AT = 8;
  static final int CHECK_AT = 12;

  /** Before each record: its length. */
  static final int RECORD_HEADER = 4;

  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final SpillDirectory directory;
  private final Path path;
  private final int number;
  private final int bufferBytes;
  private final CRC32C checksum = new CRC32C();
  private byte[] block;
  private int used = HEADER;
  private @Nullable OutputStream out;
  private long records;
  private long bytes;
  private int blocks;
  private int longestBlock;

  /** What has been written of a file. */
  record Extent(Path path, int number, long records, long bytes, int blocks, int longestBlock) {}

  /**
   * Makes a file.
   *
   * @param bufferBytes the size of a block, unless a record is larger
   * @throws SpillException if it can't be made
   */
  SpillFile(SpillDirectory directory, String kind, int bufferBytes) {
    this.directory = directory;
    this.path = directory.newFile(kind);
    this.number = path.hashCode();
    this.bufferBytes = bufferBytes;
    this.block = new byte[bufferBytes];
    try {
      out = directory.write(path);
    } catch (IOException e) {
      throw directory.unwritable(e);
    }
  }

  long records() {
    return records;
  }

  /** Appends a record that the caller then writes to {@link #block}, where this says. */
  int claim(int length) {
    int needed = RECORD_HEADER + length;
    if (used + needed > block.length) {
      flush();
      if (HEADER + needed > block.length) {
        block = new byte[HEADER + needed];
      }
    }
    INT.set(block, used, length);
    int at = used + RECORD_HEADER;
    used += needed;
    records++;
    return at;
  }

  byte[] block() {
    return block;
  }

  void append(byte[] source, int offset, int length) {
    int at = claim(length);
    System.arraycopy(source, offset, block, at, length);
  }

  /** Writes what has been appended; more can follow. */
  void flush() {
    OutputStream open = out;
    if (open == null) {
      throw new IllegalStateException(path + " is written already");
    }
    if (used == HEADER) {
      return;
    }
    INT.set(block, FILE_AT, number);
    INT.set(block, BLOCK_AT, blocks);
    INT.set(block, LENGTH_AT, used - HEADER);
    INT.set(block, CHECK_AT, check(checksum, block, used));
    try {
      open.write(block, 0, used);
    } catch (IOException e) {
      throw directory.unwritable(e);
    }
    directory.countWritten(used);
    bytes += used;
    blocks++;
    longestBlock = Math.max(longestBlock, used);
    used = HEADER;
    if (block.length != bufferBytes) {
      block = new byte[bufferBytes];
    }
  }

  /** The checksum of a block of this length, which covers all but itself. */
  static int check(CRC32C checksum, byte[] block, int length) {
    checksum.reset();
    checksum.update(block, 0, CHECK_AT);
    checksum.update(block, HEADER, length - HEADER);
    return (int) checksum.getValue();
  }

  /** Writes what has been appended and gives back the buffer: nothing can follow. */
  void seal() {
    flush();
    close();
  }

  /** Reads the records from the first to the last that was flushed. */
  SpillReader read() {
    return new SpillReader(
        directory, new Extent(path, number, flushedRecords(), bytes, blocks, longestBlock));
  }

  private long flushedRecords() {
    if (used != HEADER) {
      throw new IllegalStateException(path + " is not flushed");
    }
    return records;
  }

  /** Ends the writing without saving what isn't flushed. */
  @Override
  public void close() {
    OutputStream open = out;
    out = null;
    block = new byte[HEADER];
    used = HEADER;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw directory.unwritable(e);
      }
    }
  }

  /** Closes and deletes the file. */
  void delete() {
    close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw directory.unwritable(e);
    }
  }
}
