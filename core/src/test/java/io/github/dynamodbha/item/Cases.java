package io.github.dynamodbha.item;

/** How many random cases a law is tried on. */
final class Cases {
  /** Mutation testing runs each law hundreds of times, and so on fewer cases. */
  private static final int MOST = Integer.getInteger("dynamodbha.test.maxCases", Integer.MAX_VALUE);

  private Cases() {}

  static int upTo(int cases) {
    return Math.min(cases, MOST);
  }
}
