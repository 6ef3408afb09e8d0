package io.github.dynamodbha.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows under column names, in the two formats that have columns. Not thread-safe. */
final class Grid {
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Grid(List<String> columns) {
    this.columns = columns.stream().map(Grid::printable).toList();
  }

  void add(List<String> cells) {
    rows.add(cells.stream().map(Grid::printable).toList());
  }

  void print(Console console, OutputFormat format) {
    if (format == OutputFormat.text) {
      console.line(String.join("\t", columns));
      rows.forEach(row -> console.line(String.join("\t", row)));
      return;
    }
    int[] widths = new int[columns.size()];
    fit(widths, columns);
    rows.forEach(row -> fit(widths, row));
    console.line(padded(columns, widths));
    StringBuilder rule = new StringBuilder();
    for (int width : widths) {
      rule.append(rule.isEmpty() ? "" : "  ").append("-".repeat(width));
    }
    console.line(rule.toString());
    rows.forEach(row -> console.line(padded(row, widths)));
  }

  private static void fit(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], length(cells.get(i)));
    }
  }

  private static String padded(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - length(cells.get(i)) + 2));
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Control characters escaped: a cell stays on its line and can't steer a terminal. */
  private static String printable(String text) {
    return text.chars().noneMatch(Character::isISOControl)
        ? text
        : text.codePoints()
            .mapToObj(
                c -> Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c))
            .collect(Collectors.joining());
  }
}
