package io.github.dynamodbha.cli.demo;

/** What is going on while a call is made. */
enum Phase {
  BEFORE("both regions up"),
  FIRST_CALLS("dark, not yet noticed"),
  DARK("dark, suspended"),
  AFTER("back again");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /** For the summary. */
  String label() {
    return label;
  }
}
