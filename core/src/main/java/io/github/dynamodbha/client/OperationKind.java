package io.github.dynamodbha.client;

/** What an operation is to the regions. */
enum OperationKind {
  /** Reads items: another region can stand in, and it may be hedged. */
  READ,
  /** Writes items; under client-side replication every region gets it with a version. */
  STAMPED_WRITE,
  /** A statement, which reads or writes by its text. */
  OTHER_WRITE,
  /** All or nothing, in one region. */
  TRANSACTION,
  /** About tables, backups and settings, not items. */
  CONTROL_PLANE
}
