package io.github.dynamodbha.simulation;

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

  List<Violation> all() {
    return all;
  }
}
