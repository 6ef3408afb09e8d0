package io.github.dynamodbha.cli.chaos.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what {@link HistoryWriter} wrote. */
public final class HistoryReader {
  private HistoryReader() {}

  /**
   * The calls of one history, in their order. One whose client died before its end has the outcome
   * {@link Outcome#UNKNOWN}; a line without its end is none.
   *
   * @throws IOException if the file can't be read, or is no history
   */
  public static List<Call> read(Path path) throws IOException {
    String text = Files.readString(path, UTF_8);
    Map<String, Call> calls = new LinkedHashMap<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
      if (!line.isEmpty()) {
        take(path, line.split("\t", -1), calls);
      }
    }
    return new ArrayList<>(calls.values());
  }

  private static void take(Path path, String[] fields, Map<String, Call> calls) throws IOException {
    try {
      long ticket = Long.parseLong(fields[0]);
      String id = fields[2];
      if (fields[1].equals(HistoryWriter.BEGIN)) {
        calls.put(id, begun(ticket, id, fields));
      } else {
        Call begun = calls.get(id);
        if (begun == null) {
          throw new IOException(path + " is no history: it has no beginning of " + id);
        }
        calls.put(id, ended(ticket, begun, fields));
      }
    } catch (RuntimeException e) {
      throw new IOException(path + " is no history: " + String.join(" ", fields), e);
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
