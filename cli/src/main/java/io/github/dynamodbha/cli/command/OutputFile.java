package io.github.dynamodbha.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a run writes at its end. It is looked at before the run: after hours of work is too
 * late to hear of a misspelt directory.
 *
 * @param option the option that names it
 */
record OutputFile(String option, Path path) {
  /**
   * Checks that it could be written.
   *
   * @throws UsageException if it is a directory, or in one that is not there or can't be written
   */
  OutputFile {
    Path file = path.toAbsolutePath();
    Path directory = file.getParent();
    if (Files.isDirectory(file)
        || directory == null
        || !Files.isWritable(directory)
        || (Files.exists(file) && !Files.isWritable(file))) {
      throw new UsageException(
          option + " " + path + " can't be written: name a file in a directory that exists");
    }
  }

  /** The path by which it is told from other files. */
  Path location() {
    return path.toAbsolutePath().normalize();
  }

  void write(String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException(
        new IOException(option + " " + path + " can't be written: " + cause, cause));
  }
}
