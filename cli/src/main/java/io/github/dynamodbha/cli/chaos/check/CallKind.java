package io.github.dynamodbha.cli.chaos.check;

/** What a client asked for. */
public enum CallKind {
  /** A whole new item. */
  PUT,
  /** A whole new item, on a condition. */
  CONDITIONAL_PUT,
  /** Some attributes, by an update expression. */
  UPDATE,
  /** A deletion. */
  DELETE,
  /** A deletion, on a condition. */
  CONDITIONAL_DELETE,
  /** A read of one item. */
  READ;

  /** True if the key is absent after it. */
  public boolean deletes() {
    return this == DELETE || this == CONDITIONAL_DELETE;
  }

  /** True if the key is present after it. */
  public boolean stores() {
    return this == PUT || this == CONDITIONAL_PUT || this == UPDATE;
  }
}
