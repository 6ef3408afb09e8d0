package io.github.dynamodbha.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file that names regions to keep out of use: names with white space or commas between them, and
 * comments from {@code #} to the end of the line. No file names none.
 */
final class ExclusionFile implements Supplier<Set<String>> {
  private static final Pattern COMMENT = Pattern.compile("#[^\\r\\n]*");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  private final Path path;

  ExclusionFile(Path path) {
    this.path = path;
  }

  @Override
  public Set<String> get() {
    try {
      String names = COMMENT.matcher(Files.readString(path)).replaceAll("");
      return SEPARATOR
          .splitAsStream(names)
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toSet());
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + path, e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
