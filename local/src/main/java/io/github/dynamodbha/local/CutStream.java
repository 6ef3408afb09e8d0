package io.github.dynamodbha.local;

import java.io.IOException;
import java.io.OutputStream;

/** Delivers the first bytes of a message and drops the rest. */
final class CutStream extends OutputStream {
  private final OutputStream to;
  private long left;

  CutStream(OutputStream to, long deliver) {
    this.to = to;
    this.left = deliver;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int delivered = (int) Math.min(left, length);
    if (delivered > 0) {
      to.write(bytes, offset, delivered);
      left -= delivered;
    }
  }
}
