package io.github.dynamodbha.sync;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Says what stopped a whole run: key schemas that differ, a table that is missing, a region that
 * can't be read, an interruption. The message names the region and what to do.
 *
 * <p>Not to be extended by others. Whatever was repaired or purged before stays so and is complete
 * for its key: run again.
 */
public class SyncException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  SyncException(String message, @Nullable Throwable cause) {
    super(SdkClientException.builder().message(message).cause(cause));
  }
}
