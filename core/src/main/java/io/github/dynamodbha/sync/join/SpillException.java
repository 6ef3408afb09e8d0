package io.github.dynamodbha.sync.join;

import org.jspecify.annotations.Nullable;

/**
 * Says that what doesn't fit in memory could not be kept on disk: the disk is full, the directory
 * can't be written, or a file was not read back as it was written. The message names the directory
 * and what to do. What has been added is lost with it: the run has to be made again.
 */
public final class SpillException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SpillException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
