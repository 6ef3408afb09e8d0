package io.github.dynamodbha.cli.output;

/** How results are printed; the names are those of {@code --output}. */
public enum OutputFormat {
  /** Indented JSON. */
  json,
  /** JSON, one result on each line. */
  jsonl,
  /** Columns for people. */
  table,
  /** A header line and values between tabs, or plain text where there are no columns. */
  text;

  /** True for the two formats with columns. */
  public boolean hasColumns() {
    return this == table || this == text;
  }
}
