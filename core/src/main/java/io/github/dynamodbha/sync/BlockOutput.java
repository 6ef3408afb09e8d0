package io.github.dynamodbha.sync;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes what {@link BlockInput} reads. Not thread-safe. */
final class BlockOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** What {@link #write} does. */
  @FunctionalInterface
  private interface Step {
    void run(DataOutputStream out) throws IOException;
  }

  BlockOutput number(long value) {
    return write(o -> o.writeLong(value));
  }

  BlockOutput small(int value) {
    return write(o -> o.writeInt(value));
  }

  BlockOutput flag(int value) {
    return write(o -> o.writeByte(value));
  }

  BlockOutput numbers(long[] values) {
    for (long value : values) {
      number(value);
    }
    return this;
  }

  BlockOutput reals(double[] values) {
    for (double value : values) {
      write(o -> o.writeDouble(value));
    }
    return this;
  }

  BlockOutput bytes(byte[] value) {
    return write(
        o -> {
          o.writeInt(value.length);
          o.write(value);
        });
  }

  /** A length of -1 says null. */
  BlockOutput text(@Nullable String value) {
    return value == null ? small(-1) : bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  int size() {
    return bytes.size();
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private BlockOutput write(Step step) {
    try {
      step.run(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Memory can't be written", impossible);
    }
    return this;
  }
}
