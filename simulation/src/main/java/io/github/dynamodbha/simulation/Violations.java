package io.github.dynamodbha.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** What a history has broken. */
final class Violations {
  private final List<Violation> all = new ArrayList<>();

  /**
   * A broken promise.
   *
   * @param property which one
   * @param what how
   */
  record Violation(String property, String what) {
    @Override
    public String toString() {
      return property + ": " + what;
    }
  }

  void add(String property, String what) {
    all.add(new Violation(property, what));
  }

  /** Runs checks in a callback; where they break themselves, a future would swallow it. */
  void whileChecking(Runnable checks) {
    try {
      checks.run();
    } catch (RuntimeException | Error broken) {
      StringWriter stack = new StringWriter();
      broken.printStackTrace(new PrintWriter(stack));
      add(Properties.CHECKS_RUN, stack.toString());
    }
  }

  List<Violation> all() {
    return all;
  }
}
