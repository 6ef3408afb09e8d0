package io.github.dynamodbha.cli.progress;

/** How progress is shown; the names are those of {@code --progress}. */
public enum ProgressMode {
  /** {@link #bar} on a terminal, otherwise {@link #line}. */
  auto,
  /** A bar for each region. */
  bar,
  /** A line every 10 s. */
  line,
  /** A line of JSON every 10 s, and at each change of phase. */
  json,
  /** Not at all. */
  none
}
