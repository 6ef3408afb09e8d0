package io.github.dynamodbha.replica;

/** What an operation may change. */
enum Effect {
  /** Nothing. */
  READ,
  /** Something, and a repetition may do it twice. */
  WRITE,
  /** Something, by a condition of the write protocol that makes a repetition harmless. */
  REPLICATED_WRITE
}
