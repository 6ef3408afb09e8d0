package io.github.dynamodbha.item;

/**
 * Says that a stored item's version can't be read, so that its place in the order of writes is
 * unknown. Nothing is guessed: such an item is reported and left as it is.
 */
public final class UnusableVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param reason what is wrong, to follow the words "the stored version"
   */
  public UnusableVersionException(String reason) {
    super(
        "The stored version "
            + reason
            + ": rewrite or remove the item in that region with DynamoDB's own tools");
  }
}
