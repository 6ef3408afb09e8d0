package io.github.dynamodbha.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a child printed, for the message of a failed start. Thread-safe. */
final class OutputTail {

  /** A Java stack trace with its causes. */
  private static final int MAX_LINES = 40;

  private static final int MAX_LINE_LENGTH = 300;

  private final Deque<String> lines = new ArrayDeque<>(); // guarded by this

  synchronized void add(String line) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(
        line.length() <= MAX_LINE_LENGTH ? line : line.substring(0, MAX_LINE_LENGTH) + "...");
  }

  @Override
  public synchronized String toString() {
    return lines.isEmpty() ? "nothing" : "\n  " + String.join("\n  ", lines);
  }
}
