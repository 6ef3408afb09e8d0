package io.github.dynamodbha.table;

import io.github.dynamodbha.protocol.CallErrors;
import io.github.dynamodbha.protocol.Outcomes;
import io.github.dynamodbha.replica.Failure;
import java.util.List;
import java.util.Map;

/** The exceptions of the simple interface. */
final class TableErrors implements CallErrors {
  static final TableErrors INSTANCE = new TableErrors();

  private TableErrors() {}

  @Override
  public RuntimeException noRegion(String message, Map<String, Failure> failures) {
    return new NoRegionAvailableException(message, Outcomes.causes(failures));
  }

  @Override
  public RuntimeException notAcknowledged(
      String message, List<String> stored, Map<String, Failure> missed) {
    return new NotAcknowledgedException(message, stored, Outcomes.causes(missed));
  }

  @Override
  public RuntimeException outcomeUnknown(String message, Map<String, Failure> failures) {
    return new WriteOutcomeUnknownException(message, Outcomes.causes(failures));
  }

  @Override
  public RuntimeException valuesLost(
      String message, List<String> stored, Map<String, Failure> missed) {
    return new WriteOutcomeUnknownException(message, Outcomes.causes(missed));
  }
}
