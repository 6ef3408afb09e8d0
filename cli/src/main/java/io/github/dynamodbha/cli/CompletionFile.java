package io.github.dynamodbha.cli;

import io.github.dynamodbha.cli.output.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;

/**
 * Writes the completion for bash and zsh into a file; the build runs it for the release archive.
 */
public final class CompletionFile {
  private CompletionFile() {}

  /** Writes the file that the one argument names. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]).toAbsolutePath();
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(
        file, AutoComplete.bash("dynamodb-ha", CommandLines.create(Console.system())));
  }
}
