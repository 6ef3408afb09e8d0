package io.github.dynamodbha.cli.chaos.check;

/** What a client was told of its call. */
public enum Outcome {
  /** The library said that it is done. */
  ACKNOWLEDGED,
  /** A deletion found nothing to delete, and wrote nothing. */
  UNCHANGED,
  /** The condition was false: the call must have changed nothing. */
  REFUSED,
  /** No region carried it out, the library said: the call must have changed nothing. */
  FAILED,
  /** It failed in a way that leaves open whether it happened, or the client died before the end. */
  UNKNOWN,
  /** It failed in a way that the library has no business to fail in. */
  UNEXPECTED
}
