package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What follows from a failed leg of a call that no replication of ours stands behind. */
enum LegVerdict {
  /** It is the caller's answer. */
  THROW,
  /** It refuses the call, but an earlier attempt may have been carried out: both are the answer. */
  REFUSED_AFTER_ALL,
  /** Ask the same region once more, as the bare SDK does. */
  REPEAT,
  /** Ask the next region, if there is one. */
  NEXT,
  /** Nobody else is asked: the write may have happened, or is the business of this one region. */
  GIVE_UP;

  /**
   * Decides.
   *
   * @param reading true if the call leaves everything as it is
   * @param repeated true if the region was asked once more already, since it may have carried out
   *     what it answered with a 5xx
   * @param unclearElsewhere true if a region before this one may have carried out an attempt
   */
  static LegVerdict of(
      Failure failure,
      OperationKind kind,
      boolean reading,
      boolean repeated,
      boolean unclearElsewhere) {
    if (failure.failureClass() == FailureClass.ANSWER) {
      // A transaction's token makes the region judge a repetition as it judged the first attempt.
      boolean judgedBefore =
          kind == OperationKind.TRANSACTION
              && failure.cause() instanceof TransactionCanceledException;
      boolean unclearHere = !judgedBefore && (repeated || failure.mayHaveHappened());
      boolean unclear = !reading && failure.isFromRegion() && (unclearHere || unclearElsewhere);
      return unclear ? REFUSED_AFTER_ALL : THROW;
    }
    if (reading) {
      return NEXT;
    }
    if (repeated || failure.mayHaveHappened()) {
      return failure.isServerError() && !repeated ? REPEAT : GIVE_UP;
    }
    return kind == OperationKind.CONTROL_PLANE ? GIVE_UP : NEXT;
  }
}
