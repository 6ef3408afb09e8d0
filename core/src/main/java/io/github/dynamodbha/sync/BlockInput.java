package io.github.dynamodbha.sync;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link BlockOutput} wrote. Bytes that nobody wrote give a {@link
 * BufferUnderflowException} or an {@link IllegalArgumentException}, and never more memory than
 * there are bytes. Not thread-safe.
 */
final class BlockInput {
  private final ByteBuffer bytes;

  BlockInput(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  BlockInput(byte[] bytes) {
    this(ByteBuffer.wrap(bytes));
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  long number() {
    return bytes.getLong();
  }

  int small() {
    return bytes.getInt();
  }

  byte flag() {
    return bytes.get();
  }

  long[] numbers(int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = bytes.getLong();
    }
    return values;
  }

  double[] reals(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = bytes.getDouble();
    }
    return values;
  }

  byte[] bytes() {
    return take(bytes.getInt());
  }

  @Nullable String text() {
    int length = bytes.getInt();
    return length == -1 ? null : new String(take(length), StandardCharsets.UTF_8);
  }

  /** A text that was not null. */
  String requiredText() {
    String text = text();
    if (text == null) {
      throw new IllegalArgumentException("A text is missing");
    }
    return text;
  }

  private byte[] take(int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] value = new byte[length];
    bytes.get(value);
    return value;
  }
}
