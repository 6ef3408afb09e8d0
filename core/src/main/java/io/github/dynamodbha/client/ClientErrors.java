package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.CallErrors;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import java.util.List;
import java.util.Map;

/** The exceptions of one call of a drop-in client. */
final class ClientErrors implements CallErrors {
  private final Call<?, ?> call;
  private final CallLog log;
  private final boolean reading;

  ClientErrors(Call<?, ?> call, CallLog log) {
    this(call, log, call.reading());
  }

  private ClientErrors(Call<?, ?> call, CallLog log, boolean reading) {
    this.call = call;
    this.log = log;
    this.reading = reading;
  }

  /** For a part of the call that changes nothing. */
  ClientErrors ofReading() {
    return new ClientErrors(call, log, true);
  }

  /**
   * A refusal that all regions agree on, such as a missing table, is thrown as the first of them
   * gave it: callers and waiters look for it.
   */
  @Override
  public RuntimeException noRegion(String message, Map<String, Failure> failures) {
    for (FailureClass agreed : List.of(FailureClass.TABLE_MISSING, FailureClass.THROTTLED)) {
      if (!failures.isEmpty()
          && failures.values().stream()
              .allMatch(
                  f -> f.failureClass() == agreed && (reading || !f.anyAttemptMayHaveHappened()))
          && failures.values().iterator().next().cause() instanceof RuntimeException first) {
        return first;
      }
    }
    boolean mayHave =
        !reading && failures.values().stream().anyMatch(Failure::anyAttemptMayHaveHappened);
    return RegionsFailedException.of(
        call.describe()
            + (mayHave
                ? " is not known to have been carried out in any region, but may have been"
                : " failed in every region"),
        log.legs(failures),
        List.of(),
        mayHave);
  }

  @Override
  public RuntimeException notAcknowledged(
      String message, List<String> stored, Map<String, Failure> missed) {
    return RegionsFailedException.of(
        call.describe()
            + " was stored in "
            + stored
            + ", fewer regions than acknowledge requires; it is not taken back, and a sync spreads"
            + " it",
        log.legs(missed),
        stored,
        true);
  }

  @Override
  public RuntimeException outcomeUnknown(String message, Map<String, Failure> failures) {
    return RegionsFailedException.of(
        call.describe()
            + " may or may not have been carried out (read the item before you try again)",
        log.legs(failures),
        List.of(),
        true);
  }

  @Override
  public RuntimeException valuesLost(
      String message, List<String> stored, Map<String, Failure> missed) {
    return RegionsFailedException.of(
        call.describe()
            + " was carried out in "
            + stored
            + ", but the values that it was to return were lost with a reply (read the item before"
            + " you try again)",
        log.legs(missed),
        stored,
        true);
  }

  @Override
  public boolean warnOfMissingTables() {
    return true;
  }

  /** One write of a batch was refused, while others were stored or may have been. */
  RuntimeException refusedInPart(Throwable refusal) {
    return RegionsFailedException.becauseOf(
        refusal,
        call.describe()
            + ": a write of it was refused ("
            + refusal.getMessage()
            + "), while others were stored or may have been (correct it, and repeat the batch)",
        log.legs());
  }

  /** The call's time was over before any region had said what keys its table has. */
  RuntimeException notDescribed(String table) {
    return RegionsFailedException.of(
        call.describe()
            + " was not sent: its time was over before a region had answered the DescribeTable of"
            + " table '"
            + table
            + "' that comes before its first use",
        log.legs(),
        List.of(),
        false);
  }
}
