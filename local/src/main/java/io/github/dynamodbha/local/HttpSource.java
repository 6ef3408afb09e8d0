package io.github.dynamodbha.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 messages from a connection through one buffer that is used again for each, and
 * passes them on byte for byte. A message that fits the buffer is passed on in a single write. For
 * one thread.
 */
final class HttpSource {

  /** Holds nearly every DynamoDB message whole; larger ones are passed on in parts of this size. */
  static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;

  HttpSource(InputStream in) {
    this.in = in;
  }

  /**
   * Waits for the head of the next message, and leaves it unread; null if the connection ended
   * before its first byte.
   *
   * @throws IOException if the connection fails, ends within the head, or the head is larger than
   *     the buffer
   */
  @Nullable HttpHead readHead() throws IOException {
    int at = start;
    while (true) {
      int headEnd = findHeadEnd(at);
      if (headEnd > 0) {
        return HttpHead.parse(buffer, start, headEnd - start);
      }
      int scanned = end - start;
      if (!fill()) {
        if (scanned == 0) {
          return null;
        }
        throw new EOFException("the connection ended within the head of a message");
      }
      at = start + Math.max(0, scanned - 3); // the end may lie across two reads
    }
  }

  private int findHeadEnd(int from) {
    for (int i = from; i + 3 < end; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  /** Passes on the next {@code length} bytes, which are in the buffer already. */
  void passHead(HttpHead head, OutputStream to) throws IOException {
    to.write(buffer, start, head.length());
    consume(start + head.length());
  }

  /** Passes on a head that is in the buffer, and its body. */
  void passMessage(HttpHead head, BodyFraming body, OutputStream to) throws IOException {
    pass(start + head.length(), body, to);
  }

  /** Passes on a body whose head is gone already. */
  void passBody(BodyFraming body, OutputStream to) throws IOException {
    pass(start, body, to);
  }

  private void pass(int bodyStart, BodyFraming body, OutputStream to) throws IOException {
    int at = bodyStart + body.take(buffer, bodyStart, end);
    while (!body.complete()) {
      if (end == buffer.length) {
        to.write(buffer, start, end - start);
        start = 0;
        end = 0;
        at = 0;
      }
      int before = end;
      if (!readMore()) {
        if (body.endsWithConnection()) {
          break;
        }
        throw new EOFException("the connection ended within the body of a message");
      }
      at = before + body.take(buffer, before, end);
    }
    if (at > start) {
      to.write(buffer, start, at - start);
    }
    consume(at);
  }

  /** Reads and throws away all that comes, until the connection ends. */
  void swallow() throws IOException {
    do {
      start = 0;
      end = 0;
    } while (readMore());
  }

  private void consume(int upTo) {
    start = upTo;
    if (start == end) {
      start = 0;
      end = 0;
    }
  }

  private boolean fill() throws IOException {
    if (end == buffer.length) {
      if (start == 0) {
        throw new IOException("the head of a message is larger than " + BUFFER_BYTES + " bytes");
      }
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    return readMore();
  }

  private boolean readMore() throws IOException {
    int read = in.read(buffer, end, buffer.length - end);
    if (read > 0) {
      end += read;
    }
    return read >= 0;
  }
}
