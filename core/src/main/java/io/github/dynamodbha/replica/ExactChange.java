package io.github.dynamodbha.replica;

/** What became of a change on condition that the replica holds exactly what was read before. */
public sealed interface ExactChange {
  /** It was carried out. */
  record Done(double writeUnits) implements ExactChange {}

  /** The replica holds something else by now, so nothing was done. */
  record Changed() implements ExactChange {}
}
