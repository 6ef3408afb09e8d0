package io.github.dynamodbha.local;

import java.io.IOException;

/**
 * Finds the end of a message's body in the bytes as they arrive, and changes none of them. For one
 * body only.
 */
interface BodyFraming {

  /**
   * Takes bytes from {@code from} up to {@code to}, and returns how many of them belong to the
   * body.
   */
  int take(byte[] bytes, int from, int to) throws IOException;

  /** Whether the last byte of the body was taken. */
  boolean complete();

  /** Whether the end of the connection is the end of the body, and no error. */
  default boolean endsWithConnection() {
    return false;
  }
}
