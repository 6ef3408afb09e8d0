package io.github.dynamodbha.sync.join;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How files are opened; tests put a full disk in its place. */
interface SpillStreams {
  /** The real ones. The JDK's streams of files, unlike its channels, survive an interrupt. */
  SpillStreams FILES =
      new SpillStreams() {
        @Override
        public OutputStream write(Path file) throws IOException {
          OwnerOnly.createFile(file);
          return Files.newOutputStream(file, StandardOpenOption.WRITE);
        }

        @Override
        public InputStream read(Path file) throws IOException {
          return Files.newInputStream(file);
        }
      };

  /** Creates a file that doesn't exist yet. */
  OutputStream write(Path file) throws IOException;

  InputStream read(Path file) throws IOException;
}
