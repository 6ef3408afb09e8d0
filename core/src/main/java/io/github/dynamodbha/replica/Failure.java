package io.github.dynamodbha.replica;

import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A failed call, classified.
 *
 * @param failureClass what it says of the region
 * @param reason the row of the failure table, in words
 * @param mayHaveHappened true if the request may have been carried out all the same
 * @param weight how much it counts against the region's health, from 0 to {@value
 *     ReplicaHealth#SUSPENSION_SCORE}
 * @param cause what the SDK threw
 * @param anyAttemptMayHaveHappened true if any attempt of the call may have been carried out, also
 *     one on a connection that was lost just before the region could not be reached any more
 */
public record Failure(
    FailureClass failureClass,
    String reason,
    boolean mayHaveHappened,
    int weight,
    Throwable cause,
    boolean anyAttemptMayHaveHappened) {
  /** Makes a failure, of whose earlier attempts the cause tells. */
  public Failure(
      FailureClass failureClass,
      String reason,
      boolean mayHaveHappened,
      int weight,
      Throwable cause) {
    this(
        failureClass,
        reason,
        mayHaveHappened,
        weight,
        cause,
        mayHaveHappened || UnclearAttemptException.isIn(cause));
  }

  /** The same failure, of a call of which an earlier attempt may have been carried out. */
  public Failure afterUnclear() {
    return new Failure(failureClass, reason, true, weight, cause, true);
  }

  /**
   * The same failure, of a call that waited so long. A short wait in vain is a sign, and no proof:
   * a caller's own short timeout must not leave a region out for all others.
   *
   * @param proof the wait that proves something
   */
  Failure afterWaiting(Duration waited, Duration proof) {
    return failureClass == FailureClass.AMBIGUOUS
            && weight > FailureTable.SIGN
            && waited.compareTo(proof) < 0
        ? new Failure(
            failureClass,
            reason,
            mayHaveHappened,
            FailureTable.SIGN,
            cause,
            anyAttemptMayHaveHappened)
        : this;
  }

  /** The same failure, where the call that failed was another one than the caller's. */
  public Failure ofAnotherCall() {
    return new Failure(failureClass, reason, false, weight, cause, false);
  }

  /**
   * True if it is the region's own answer. A failed look-up of credentials is another service's.
   */
  public boolean isFromRegion() {
    return cause instanceof DynamoDbException;
  }

  /** True if the region could not be reached at all, whatever was to be sent. */
  boolean isOfConnecting() {
    return FailureTable.isOfConnecting(cause);
  }

  /** What it has in common with those that it repeats: the reason, and DynamoDB's error code. */
  public String kind() {
    return cause instanceof AwsServiceException service
        ? reason + ' ' + FailureTable.errorCode(service)
        : reason;
  }

  /** True for an HTTP 5xx. */
  public boolean isServerError() {
    return FailureTable.isServerError(cause);
  }

  /**
   * The reason and the cause's message, for the caller. It may repeat values of the caller's
   * request, so it goes into exceptions and reports, and into logs at DEBUG only.
   */
  public String describe() {
    String message = cause.getMessage();
    return message == null
        ? reason + " (" + cause.getClass().getSimpleName() + ")"
        : reason + ": " + message;
  }

  /** The same for a log at INFO or above: no secret, and nothing of an item. */
  public String describeForLog() {
    return LogText.of(this);
  }
}
