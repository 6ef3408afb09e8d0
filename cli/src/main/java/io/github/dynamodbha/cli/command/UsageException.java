package io.github.dynamodbha.cli.command;

/** The command was called with what it can't use; the message names it and the cure. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public UsageException(String message) {
    super(message);
  }
}
