package io.github.dynamodbha.cli.chaos.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The history of one client: a line before each call and a line after it, each handed to the
 * operating system at once, so that a kill leaves at most the call that was under way without its
 * end. Fields are separated by tabs. Not thread-safe.
 */
public final class HistoryWriter implements Closeable {
  static final String BEGIN = "begin";
  static final String END = "end";

  private final FileChannel file;
  private final LongSupplier tickets;

  /**
   * Opens a new file.
   *
   * @param tickets the order of all events of all clients: each number greater than every one that
   *     was drawn before it, by whichever process
   * @throws IOException if it exists, or can't be made
   */
  public HistoryWriter(Path path, LongSupplier tickets) throws IOException {
    this.file = FileChannel.open(path, CREATE_NEW, WRITE);
    this.tickets = tickets;
  }

  /** A call is about to be made. */
  public void begin(String id, CallKind kind, String key, String value) throws IOException {
    line(BEGIN, id, kind.name(), key, value);
  }

  /**
   * The call has ended.
   *
   * @param read what was read; empty for all other calls
   */
  public void end(
      String id, Outcome outcome, String version, Set<String> storedIn, String read, String detail)
      throws IOException {
    line(END, id, outcome.name(), version, String.join(",", storedIn), read, clean(detail));
  }

  private void line(String... fields) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(
            (tickets.getAsLong() + "\t" + String.join("\t", fields) + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      int unusedCount = file.write(bytes);
    }
  }

  private static String clean(String detail) {
    return detail.replaceAll("[\\t\\r\\n]+", " ");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
