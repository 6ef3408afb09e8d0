package io.github.dynamodbha.local;

/** A body of a known length: {@code Content-Length}, or none. */
final class FixedLengthBody implements BodyFraming {
  private long left;

  FixedLengthBody(long length) {
    this.left = length;
  }

  @Override
  public int take(byte[] bytes, int from, int to) {
    int taken = (int) Math.min(left, to - from);
    left -= taken;
    return taken;
  }

  @Override
  public boolean complete() {
    return left == 0;
  }
}
