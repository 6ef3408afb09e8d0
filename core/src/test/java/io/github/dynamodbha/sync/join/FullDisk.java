package io.github.dynamodbha.sync.join;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A disk with so many bytes of room: what no machine of ours has on demand. */
final class FullDisk implements SpillStreams {
  private final AtomicLong room;

  FullDisk(long room) {
    this.room = new AtomicLong(room);
  }

  @Override
  public OutputStream write(Path file) throws IOException {
    OutputStream real = FILES.write(file);
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        long left = room.addAndGet(-length);
        if (left < 0) {
          real.write(bytes, offset, (int) Math.max(0, length + left));
          throw new IOException("No space left on device");
        }
        real.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }

  @Override
  public InputStream read(Path file) throws IOException {
    return FILES.read(file);
  }
}
