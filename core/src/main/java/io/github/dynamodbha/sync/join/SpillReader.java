package io.github.dynamodbha.sync.join;

import io.github.dynamodbha.sync.join.SpillFile.Extent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads a {@link SpillFile} in order, and checks every block of it. Not thread-safe. */
final class SpillReader implements AutoCloseable {
  private final SpillDirectory directory;
  private final Extent extent;
  private final InputStream in;
  private final CRC32C checksum = new CRC32C();
  private final byte[] block;
  private int end = SpillFile.HEADER;
  private int at = SpillFile.HEADER;
  private int length;
  private int blocksRead;
  private long recordsRead;

  /**
   * @throws SpillException if the file can't be opened
   */
  SpillReader(SpillDirectory directory, Extent extent) {
    this.directory = directory;
    this.extent = extent;
    this.block = new byte[Math.max(SpillFile.HEADER, extent.longestBlock())];
    try {
      in = directory.read(extent.path());
    } catch (IOException e) {
      throw damaged("it can't be opened", e);
    }
  }

  /**
   * Goes on to the next record; false if there is none.
   *
   * @throws SpillException if the file is damaged
   */
  boolean next() {
    int following = at + length;
    if (following == end) {
      if (blocksRead == extent.blocks()) {
        if (recordsRead != extent.records()) {
          throw damaged(recordsRead + " records instead of " + extent.records(), null);
        }
        return false;
      }
      readBlock();
      following = SpillFile.HEADER;
    }
    if (following + SpillFile.RECORD_HEADER > end) {
      throw damaged("a record begins beyond its block", null);
    }
    length = (int) SpillFile.INT.get(block, following);
    at = following + SpillFile.RECORD_HEADER;
    if (length < 0 || length > end - at) {
      throw damaged("a record ends beyond its block", null);
    }
    recordsRead++;
    return true;
  }

  private void readBlock() {
    try {
      if (in.readNBytes(block, 0, SpillFile.HEADER) < SpillFile.HEADER) {
        throw damaged("it ends before block " + blocksRead, null);
      }
      int body = (int) SpillFile.INT.get(block, SpillFile.LENGTH_AT);
      if ((int) SpillFile.INT.get(block, SpillFile.FILE_AT) != extent.number()
          || (int) SpillFile.INT.get(block, SpillFile.BLOCK_AT) != blocksRead
          || body <= 0
          || body > block.length - SpillFile.HEADER) {
        throw damaged("block " + blocksRead + " is another one", null);
      }
      end = SpillFile.HEADER + body;
      if (in.readNBytes(block, SpillFile.HEADER, body) < body) {
        throw damaged("it ends in block " + blocksRead, null);
      }
    } catch (IOException e) {
      throw damaged("block " + blocksRead + " can't be read", e);
    }
    if (SpillFile.check(checksum, block, end)
        != (int) SpillFile.INT.get(block, SpillFile.CHECK_AT)) {
      throw damaged("the checksum of block " + blocksRead + " is wrong", null);
    }
    blocksRead++;
  }

  /** What to throw when the file is not what was written. */
  SpillException damaged(String what, @Nullable IOException cause) {
    return directory.damaged(extent.path(), what, cause);
  }

  Path path() {
    return extent.path();
  }

  /** The array where the record lies that was read last. */
  byte[] block() {
    return block;
  }

  /** Where it begins. */
  int at() {
    return at;
  }

  /** How many bytes it has. */
  int length() {
    return length;
  }

  /** A copy of it. */
  byte[] record() {
    return Arrays.copyOfRange(block, at, at + length);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw damaged("it can't be closed", e);
    }
  }
}
