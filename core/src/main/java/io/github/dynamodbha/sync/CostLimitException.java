package io.github.dynamodbha.sync;

/**
 * Says that a run was not begun, since its plan expects it to cost more than {@link
 * SyncLimits#maxCostUsd}. Nothing was read or written; the message holds the estimate.
 */
public final class CostLimitException extends SyncException {
  private static final long serialVersionUID = 1L;

  CostLimitException(String message) {
    super(message, null);
  }
}
