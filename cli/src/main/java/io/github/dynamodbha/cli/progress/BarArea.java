package io.github.dynamodbha.cli.progress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The last lines of a terminal, each of which can be drawn anew. Nobody else should print there
 * while it is open. Thread-safe: bars are drawn by a thread of their library.
 */
final class BarArea {
  private static final String UP = "\u001b[%dA";
  private static final String TO_START_AND_CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final int columns;
  private final List<String> lines = new ArrayList<>();
  private int drawn;

  BarArea(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /** How long a line may be, so that the terminal doesn't break it. */
  int columns() {
    return columns;
  }

  /** Adds a line below the others, and returns its number. */
  synchronized int add() {
    lines.add("");
    return lines.size() - 1;
  }

  /** Draws a line anew; a bar's last drawing that comes after the end is not shown. */
  synchronized void set(int line, String text) {
    if (line >= lines.size()) {
      return;
    }
    lines.set(line, text);
    StringBuilder drawing = new StringBuilder();
    if (drawn > 1) {
      drawing.append(UP.formatted(drawn - 1));
    }
    for (int i = 0; i < lines.size(); i++) {
      drawing.append(i == 0 ? "" : "\n").append(TO_START_AND_CLEAR).append(lines.get(i));
    }
    drawn = lines.size();
    out.print(drawing);
    out.flush();
  }

  /** Leaves what is drawn, and ends its last line; a second call does nothing. */
  synchronized void close() {
    if (drawn > 0) {
      out.println();
      drawn = 0;
      lines.clear();
    }
  }
}
