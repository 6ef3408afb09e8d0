package io.github.dynamodbha.cli.chaos;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * One order of all events of all processes: a counter in memory that they share. No clock is
 * involved, and a kill leaves it whole. A number that is drawn after another was drawn, by
 * whichever process, is greater.
 */
final class Tickets implements LongSupplier {
  private static final VarHandle COUNTER =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer memory;

  /** Opens the counter that lies in a file, which is made where it is missing. */
  Tickets(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
    }
  }

  @Override
  public long getAsLong() {
    return (long) COUNTER.getAndAdd(memory, 0, 1L);
  }
}
