package io.github.dynamodbha.replica;

/** Whether a replica should be asked now. */
public enum Admission {
  /** Ask it and wait for it. */
  ASK,
  /** It is suspended, and due for one request that shows whether it is back: ask, don't wait. */
  TRIAL,
  /** It is suspended: don't ask. */
  SKIP
}
