package io.github.dynamodbha.local;

/**
 * How much test classes have used regions that they share, and when it is time for fresh processes.
 *
 * <p>DynamoDB Local looks after every database that it was ever asked for, several times a second
 * and on threads of its own: with some hundred of them, each of another access key, it has no time
 * left to serve anybody. Thread-safe.
 */
final class SharedUse {
  /** Each with a database or more of its own. */
  private static final int MAX_TESTS = 50;

  private int classes; // guarded by this
  private int tests; // guarded by this

  /** A class begins; the regions are renewed before that, if it is time and no other uses them. */
  synchronized void classBegins(Runnable renewal) {
    if (classes == 0 && tests >= MAX_TESTS) {
      renewal.run();
      tests = 0;
    }
    classes++;
  }

  synchronized void testBegins() {
    tests++;
  }

  synchronized void classEnds() {
    classes--;
  }
}
