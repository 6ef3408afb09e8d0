package io.github.dynamodbha.local;

import java.io.IOException;

/**
 * A local region could not be started or stopped; the message names the region or file, and the
 * cure.
 */
public final class LocalRegionsException extends RuntimeException {

  LocalRegionsException(String message) {
    super(message);
  }

  LocalRegionsException(String message, Throwable cause) {
    super(message, cause);
  }

  static LocalRegionsException of(String region, IOException cause) {
    String detail = cause.getMessage();
    return new LocalRegionsException(
        "region " + region + ": " + (detail == null ? cause.toString() : detail), cause);
  }
}
