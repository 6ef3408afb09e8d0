package io.github.dynamodbha.item;

/** How deep lists and maps may be nested: an end to the recursion over an item. */
final class Nesting {
  /**
   * DynamoDB takes 32 levels ("Service, account, and table quotas" in its Developer Guide); the
   * rest is room, since it is DynamoDB that decides.
   */
  static final int MAX_LEVELS = 100;

  private Nesting() {}

  /**
   * Refuses a level that is too deep.
   *
   * @param level 1 for an attribute of the item itself
   * @throws IllegalArgumentException if it is above {@link #MAX_LEVELS}
   */
  static void require(int level) {
    if (level > MAX_LEVELS) {
      throw new IllegalArgumentException(
          "lists and maps are nested in more than "
              + MAX_LEVELS
              + " levels, where DynamoDB takes 32: flatten them, or store a part as a JSON string");
    }
  }
}
