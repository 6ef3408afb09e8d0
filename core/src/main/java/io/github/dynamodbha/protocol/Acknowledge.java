package io.github.dynamodbha.protocol;

/** How many replicas must have stored a write for the call to succeed; all are written always. */
public enum Acknowledge {
  /** One. The default, as in the Perl module: a write succeeds while any region is up. */
  ONE,
  /** More than half of them. */
  QUORUM,
  /** Every one. A write fails while any region is down, though others may have stored it. */
  ALL;

  /** How many of so many replicas that is. */
  public int required(int replicas) {
    return switch (this) {
      case ONE -> 1;
      case QUORUM -> replicas / 2 + 1;
      case ALL -> replicas;
    };
  }
}
