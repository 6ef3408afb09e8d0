package io.github.dynamodbha.item;

/**
 * Sends an item from the fast reader to the one over {@code AttributeValue}s, which finds out what
 * is wrong with it, if anything. Never leaves the package, and has no stack trace, since nobody
 * reads it.
 */
final class OddItemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OddItemException() {
    super("odd item", null, false, false);
  }
}
