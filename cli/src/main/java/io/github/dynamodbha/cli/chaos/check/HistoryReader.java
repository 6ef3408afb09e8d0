package io.github.dynamodbha.cli.chaos.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link HistoryWriter} wrote. */
public final class HistoryReader {
  private HistoryReader() {}

  /**
   * The calls of one history, in their order. One whose client died before its end has the outcome
   * {@link Outcome#UNKNOWN}; a line without its end, be it cut within a character, is none.
   *
   * @throws IOException if the file can't be read, or is no history
   */
  public static List<Call> read(Path path) throws IOException {
    Map<String, Call> calls = new LinkedHashMap<>();
    for (String line : wholeLines(path).split("\n")) {
      if (!line.isEmpty()) {
        take(path, line.split("\t", -1), calls);
      }
    }
    return new ArrayList<>(calls.values());
  }

  private static String wholeLines(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(path + " is no history: it is no text", e);
    }
  }

  private static void take(Path path, String[] fields, Map<String, Call> calls) throws IOException {
    try {
      String id = fields[2];
      calls.put(id, call(fields, calls.get(id)));
    } catch (RuntimeException e) {
      throw new IOException(
          "%s is no history: %s (%s)".formatted(path, e.getMessage(), String.join(" ", fields)), e);
    }
  }

  /**
   * A call as a line tells it.
   *
   * @param known the call as the lines before have told it; null if they have not
   */
  private static Call call(String[] fields, @Nullable Call known) {
    long ticket = Long.parseLong(fields[0]);
    String id = fields[2];
    if (ticket < 0 || ticket == Call.NEVER) {
      throw new IllegalArgumentException("no ticket has the number " + ticket);
    }
    switch (fields[1]) {
      case HistoryWriter.BEGIN -> {
        if (known != null) {
          throw new IllegalArgumentException("it has two beginnings of " + id);
        }
        return begun(ticket, id, fields);
      }
      case HistoryWriter.END -> {
        if (known == null) {
          throw new IllegalArgumentException("it has no beginning of " + id);
        }
        if (known.ended() != Call.NEVER || ticket <= known.begun()) {
          throw new IllegalArgumentException("it has two ends of " + id + ", or one too early");
        }
        return ended(ticket, known, fields);
      }
      default -> throw new IllegalArgumentException("it has a line of '" + fields[1] + "'");
    }
  }

  private static Call begun(long ticket, String id, String[] fields) {
    return new Call(
        id,
        CallKind.valueOf(fields[3]),
        fields[4],
        fields[5],
        ticket,
        Call.NEVER,
        Outcome.UNKNOWN,
        "",
        Set.of(),
        "");
  }

  private static Call ended(long ticket, Call begun, String[] fields) {
    return new Call(
        begun.id(),
        begun.kind(),
        begun.key(),
        begun.kind() == CallKind.READ ? fields[6] : begun.value(),
        begun.begun(),
        ticket,
        Outcome.valueOf(fields[3]),
        fields[4],
        fields[5].isEmpty() ? Set.of() : Set.of(fields[5].split(",")),
        fields[7]);
  }
}
