package io.github.dynamodbha.cli.chaos.check;

import java.util.EnumSet;
import java.util.Set;

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
  /** One of the items that a batch puts. */
  BATCH_PUT,
  /** One of the deletions of a batch. */
  BATCH_DELETE,
  /** One of the items that a transaction puts. */
  TRANSACT_PUT,
  /** One of the items that a transaction puts, on a condition. */
  TRANSACT_CONDITIONAL_PUT,
  /** One of the items that a transaction updates. */
  TRANSACT_UPDATE,
  /** One of the deletions of a transaction. */
  TRANSACT_DELETE,
  /** A read of one item. */
  READ;

  private static final Set<CallKind> DELETING =
      EnumSet.of(DELETE, CONDITIONAL_DELETE, BATCH_DELETE, TRANSACT_DELETE);
  private static final Set<CallKind> CONDITIONAL =
      EnumSet.of(CONDITIONAL_PUT, CONDITIONAL_DELETE, TRANSACT_CONDITIONAL_PUT);

  /** True if the key is absent after it. */
  public boolean deletes() {
    return DELETING.contains(this);
  }

  /** True if the key is present after it. */
  public boolean stores() {
    return this != READ && !deletes();
  }

  /** True if a condition goes with it, which may refuse it. */
  public boolean conditional() {
    return CONDITIONAL.contains(this);
  }
}
