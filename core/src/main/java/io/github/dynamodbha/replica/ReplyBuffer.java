package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.PageDigester;
import io.github.dynamodbha.item.PageDigester.DigestedReply;
import io.github.dynamodbha.item.TableFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/** One reply in memory, and what it is digested with. Used again; not thread-safe. */
final class ReplyBuffer {
  /** A page has 1 MB, and a little more as JSON. */
  private static final int FIRST_CAPACITY = 1 << 20;

  /**
   * No page of real items comes near this: 1 MB of them, were they all of the type whose JSON is
   * the longest for its size, is 15 MB.
   */
  static final int MAX_CAPACITY = 1 << 24;

  /** What a buffer may keep between pages; one that grew beyond is dropped. */
  private static final long MAX_HELD_BYTES = 1 << 22;

  private final PageDigester digester = new PageDigester();
  private byte[] body = new byte[FIRST_CAPACITY];
  private int length;

  /**
   * Reads a stream to its end.
   *
   * @return false if it is longer than any page, and was not read to its end
   */
  boolean read(InputStream in) throws IOException {
    length = 0;
    while (true) {
      if (length == body.length) {
        if (length == MAX_CAPACITY) {
          return false;
        }
        body = Arrays.copyOf(body, 2 * length);
      }
      int read = in.read(body, length, body.length - length);
      if (read < 0) {
        return true;
      }
      length += read;
    }
  }

  /** What was read, and then the rest of the stream; for as long as this is not used again. */
  InputStream followedBy(InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(body, length)), rest);
  }

  long checksum() {
    CRC32 checksum = new CRC32();
    checksum.update(body, 0, length);
    return checksum.getValue();
  }

  DigestedReply digest(TableFormat format, Set<String> extraAttributes) {
    body = PageDigester.padded(body, length);
    return digester.digest(body, length, format, extraAttributes);
  }

  boolean isWorthKeeping() {
    return body.length + digester.heldBytes() <= MAX_HELD_BYTES;
  }
}
