package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * DynamoDB Local's class path: the names of its files come from our build, the files from the
 * user's own Maven repository, since Amazon's licence forbids us to pass them on.
 */
final class DynamoDbLocalClasspath {

  /**
   * Where the message finds the pom that fetches DynamoDB Local, in place of its path in the source
   * tree.
   */
  static final String POM_PROPERTY = "dynamodbha.local.pom";

  private static final String DEFAULT_POM = "local/dynamodb-local/pom.xml";
  private static final String RESOURCE = "dynamodb-local.classpath";

  /** More missing files than this are counted, not named. */
  private static final int MAX_NAMED = 3;

  private DynamoDbLocalClasspath() {}

  /**
   * The files, all of which exist.
   *
   * @throws LocalRegionsException if any is missing, with the command that fetches it
   */
  static List<Path> find(Path repository) throws IOException {
    List<Path> files = names().map(repository::resolve).map(Path::normalize).toList();
    List<Path> missing = files.stream().filter(file -> !Files.isReadable(file)).toList();
    if (!missing.isEmpty()) {
      throw new LocalRegionsException(message(repository, missing));
    }
    return files;
  }

  private static Stream<String> names() throws IOException {
    try (InputStream in = DynamoDbLocalClasspath.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new LocalRegionsException(
            "the resource "
                + RESOURCE
                + " is missing in this build; build the module local/dynamodb-local first (mvn -pl"
                + " local/dynamodb-local,local ...)");
      }
      return Stream.of(new String(in.readAllBytes(), UTF_8).strip().split(",", -1));
    }
  }

  private static String message(Path repository, List<Path> missing) {
    StringBuilder text = new StringBuilder("DynamoDB Local is not complete in ");
    text.append(repository).append(": missing ");
    text.append(String.join(", ", missing.stream().limit(MAX_NAMED).map(Path::toString).toList()));
    if (missing.size() > MAX_NAMED) {
      text.append(" and ").append(missing.size() - MAX_NAMED).append(" more files");
    }
    return text.append(". Fetch it with: mvn -B -f ")
        .append(System.getProperty(POM_PROPERTY, DEFAULT_POM))
        .append(
            " dependency:resolve (DynamoDB Local is Amazon's, under Amazon's own licence, not this project's). If"
                + " your repository is elsewhere, name it with -D")
        .append(LocalRepository.PROPERTY)
        .append("=DIRECTORY.")
        .toString();
  }
}
