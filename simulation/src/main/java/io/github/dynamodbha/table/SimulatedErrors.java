package io.github.dynamodbha.table;

import io.github.dynamodbha.protocol.CallErrors;

/** The exceptions of the table, for a protocol that is run without it. */
public final class SimulatedErrors {
  private SimulatedErrors() {}

  /** The table's own. */
  public static CallErrors errors() {
    return TableErrors.INSTANCE;
  }
}
