package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;

/**
 * A message that is read whole because the gate looks into it or changes it, which it does for few
 * faults only. A character is a byte, so that every byte survives.
 *
 * @param head with the empty line
 * @param body without framing
 */
record WholeMessage(String head, String body) {
  /** Headers that are no longer true of another body, or that the gate has answered itself. */
  private static final Set<String> OF_THE_OLD_BODY =
      Set.of("content-length", "x-amz-crc32", "expect");

  /** DynamoDB takes and gives up to 16 MB of items, which JSON and Base64 make larger. */
  static final int MAX_BYTES = 64 << 20;

  /**
   * Reads a message whose head is in the buffer.
   *
   * @throws IOException if the connection fails, the message is larger than {@link #MAX_BYTES}, or
   *     the body is in chunks, which neither the SDKs nor the engines use
   */
  static WholeMessage read(HttpSource source, HttpHead head, BodyFraming body) throws IOException {
    if (head.chunked()) {
      throw new IOException("a body in chunks can't be changed by the gate");
    }
    Memory memory = new Memory();
    source.passMessage(head, body, memory);
    String message = memory.bytes.toString(ISO_8859_1);
    return new WholeMessage(message.substring(0, head.length()), message.substring(head.length()));
  }

  /** The same message with another body. */
  byte[] withBody(String newBody) {
    StringBuilder message = new StringBuilder();
    head.lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> !OF_THE_OLD_BODY.contains(name(line)))
        .forEach(line -> message.append(line).append("\r\n"));
    message.append("Content-Length: ").append(newBody.length()).append("\r\n\r\n").append(newBody);
    return message.toString().getBytes(ISO_8859_1);
  }

  byte[] bytes() {
    return (head + body).getBytes(ISO_8859_1);
  }

  /** Takes a message, and no more than one may have. */
  private static final class Memory extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] part, int offset, int length) throws IOException {
      if (length > MAX_BYTES - bytes.size()) {
        throw new IOException("a message is larger than " + MAX_BYTES + " bytes");
      }
      bytes.write(part, offset, length);
    }
  }

  private static String name(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
  }
}
