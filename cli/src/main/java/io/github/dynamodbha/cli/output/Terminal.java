package io.github.dynamodbha.cli.output;

import java.util.Map;

/**
 * Which of the standard streams are a terminal, and how wide it is.
 *
 * @param input whether somebody can answer a question
 * @param output whether data goes to a terminal
 * @param error whether a progress bar can be drawn
 * @param columns its width
 * @param color whether the environment allows colours (NO_COLOR)
 */
public record Terminal(boolean input, boolean output, boolean error, int columns, boolean color) {
  /** No terminal at all. */
  public static final Terminal NONE = new Terminal(false, false, false, 80, false);

  /**
   * Set by the launcher: which of the descriptors 0, 1 and 2 are terminals, such as {@code 012}.
   */
  static final String PROPERTY = "dynamodbha.terminal";

  private static final int DEFAULT_COLUMNS = 80;
  private static final int MIN_COLUMNS = 40;

  /** What the launcher found; without it, no terminal, since Java can't tell the streams apart. */
  public static Terminal detect() {
    return of(System.getProperty(PROPERTY, ""), System.getenv());
  }

  static Terminal of(String descriptors, Map<String, String> environment) {
    String noColor = environment.getOrDefault("NO_COLOR", "");
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Terminal(
        descriptors.contains("0"),
        descriptors.contains("1"),
        descriptors.contains("2") && !dumb,
        columns(environment.getOrDefault("COLUMNS", "")),
        noColor.isEmpty() && !dumb);
  }

  private static int columns(String columns) {
    return columns.matches("[0-9]{1,4}")
        ? Math.max(MIN_COLUMNS, Integer.parseInt(columns))
        : DEFAULT_COLUMNS;
  }
}
