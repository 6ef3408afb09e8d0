package io.github.dynamodbha.cli.command;

/** What the command needs around it isn't set up; the message names it and the cure. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public ConfigurationException(String message) {
    super(message);
  }
}
