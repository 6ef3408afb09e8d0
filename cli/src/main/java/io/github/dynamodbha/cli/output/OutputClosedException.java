package io.github.dynamodbha.cli.output;

import java.io.IOException;

/** Standard output takes no more data: its reader is gone, or the disk is full. */
public final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputClosedException(IOException cause) {
    super("Standard output can't be written: " + cause.getMessage(), cause);
  }

  /**
   * True if the reader went away, as {@code head} does when it has enough; nothing is wrong then.
   */
  public boolean readerGone() {
    String message = getMessage();
    return message != null && message.contains("Broken pipe");
  }
}
