package io.github.dynamodbha.local;

import java.io.IOException;

/**
 * A body in chunks (RFC 9112, section 7.1), with extensions and trailers, cut anywhere between two
 * reads.
 */
final class ChunkedBody implements BodyFraming {

  /** A size of more hexadecimal digits than this is no size: 16^15 bytes never arrive. */
  private static final int MAX_SIZE_DIGITS = 15;

  private enum State {
    SIZE,
    EXTENSION,
    DATA,
    DATA_END,
    TRAILER,
    DONE
  }

  private State state = State.SIZE;
  private long size;
  private int digits;
  private int trailerLine; // bytes of the trailer line so far; a line of none ends the body

  @Override
  public int take(byte[] bytes, int from, int to) throws IOException {
    int at = from;
    while (at < to && state != State.DONE) {
      if (state == State.DATA) {
        int taken = (int) Math.min(size, to - at);
        size -= taken;
        at += taken;
        state = size == 0 ? State.DATA_END : State.DATA;
      } else {
        step(bytes[at++]);
      }
    }
    return at - from;
  }

  private void step(byte b) throws IOException {
    boolean lineEnd = b == '\n';
    switch (state) {
      case SIZE -> {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && ++digits <= MAX_SIZE_DIGITS) {
          size = size * 16 + digit;
        } else if (digits == 0 || digit >= 0) {
          throw new IOException("a chunk without a size");
        } else {
          state = lineEnd ? afterSize() : State.EXTENSION;
        }
      }
      case EXTENSION -> state = lineEnd ? afterSize() : State.EXTENSION;
      case DATA_END -> {
        if (lineEnd) {
          state = State.SIZE;
          digits = 0;
        }
      }
      case TRAILER -> {
        if (lineEnd && trailerLine == 0) {
          state = State.DONE;
        } else if (lineEnd) {
          trailerLine = 0;
        } else if (b != '\r') {
          trailerLine++;
        }
      }
      default -> throw new IllegalStateException(state.name());
    }
  }

  private State afterSize() {
    return size == 0 ? State.TRAILER : State.DATA;
  }

  @Override
  public boolean complete() {
    return state == State.DONE;
  }
}
