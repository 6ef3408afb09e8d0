package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Admission;
import io.github.dynamodbha.replica.RegionConnection;

/** One region of a client: its connection, and whether calls may go there. Thread-safe. */
final class RegionState {
  private final RegionConnection connection;
  private volatile boolean excluded;

  RegionState(RegionConnection connection) {
    this.connection = connection;
  }

  String name() {
    return connection.region();
  }

  RegionConnection connection() {
    return connection;
  }

  /** Whether to ask the region now. */
  Admission admit(boolean reading) {
    return connection.health().admit();
  }

  /** True while an operator keeps the region out of use. */
  boolean excluded() {
    return excluded;
  }

  void exclude(boolean newExcluded) {
    excluded = newExcluded;
  }
}
