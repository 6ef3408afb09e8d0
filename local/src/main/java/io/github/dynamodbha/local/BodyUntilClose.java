package io.github.dynamodbha.local;

/** A reply's body that ends with its connection. */
final class BodyUntilClose implements BodyFraming {

  @Override
  public int take(byte[] bytes, int from, int to) {
    return to - from;
  }

  @Override
  public boolean complete() {
    return false;
  }

  @Override
  public boolean endsWithConnection() {
    return true;
  }
}
