package io.github.dynamodbha.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Watches whether a run uses the disk. */
final class Spilling implements SyncListener {
  private final Path directory;
  private volatile boolean seen;

  Spilling(Path directory) {
    this.directory = directory;
  }

  boolean seen() {
    return seen;
  }

  @Override
  public void onProgress(SyncProgress progress) {
    if (!seen && Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        seen = files.iterator().hasNext();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
