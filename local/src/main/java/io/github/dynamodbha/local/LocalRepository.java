package io.github.dynamodbha.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Finds the user's local Maven repository: system property {@value #PROPERTY}, Maven's own {@code
 * maven.repo.local}, environment variable {@value #VARIABLE}, {@code localRepository} in {@code
 * ~/.m2/settings.xml}, and at last {@code ~/.m2/repository}.
 */
final class LocalRepository {

  static final String PROPERTY = "dynamodbha.local.repository";
  static final String MAVEN_PROPERTY = "maven.repo.local";
  static final String VARIABLE = "DYNAMODBHA_LOCAL_REPOSITORY";

  private static final String COMMENT = "<!--";
  private static final String COMMENT_END = "-->";
  private static final String SETTING = "<localRepository>";
  private static final String SETTING_END = "</localRepository>";

  private LocalRepository() {}

  static Path find() {
    String property = System.getProperty(PROPERTY, System.getProperty(MAVEN_PROPERTY, ""));
    if (!property.isBlank()) {
      return Path.of(property);
    }
    String variable = System.getenv(VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return Path.of(variable);
    }
    return ofHome(Path.of(System.getProperty("user.home", "")));
  }

  static Path ofHome(Path home) {
    Path settings = home.resolve(".m2").resolve("settings.xml");
    if (Files.isReadable(settings)) {
      try {
        String setting = setting(withoutComments(Files.readString(settings)));
        if (!setting.isEmpty()) {
          return Path.of(setting.replace("${user.home}", home.toString()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + settings, e);
      } catch (InvalidPathException e) {
        throw new LocalRegionsException("localRepository in " + settings + " is no path", e);
      }
    }
    return home.resolve(".m2").resolve("repository");
  }

  /** The text of a setting; empty if there is none. */
  private static String setting(String xml) {
    int start = xml.indexOf(SETTING);
    int end = xml.indexOf(SETTING_END, start + SETTING.length());
    return start < 0 || end < 0 ? "" : xml.substring(start + SETTING.length(), end).strip();
  }

  // Searched by hand: a pattern takes the square or more of a long text's time to fail.
  private static String withoutComments(String xml) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    int comment;
    while ((comment = xml.indexOf(COMMENT, at)) >= 0) {
      text.append(xml, at, comment);
      int end = xml.indexOf(COMMENT_END, comment + COMMENT.length());
      at = end < 0 ? xml.length() : end + COMMENT_END.length();
    }
    return text.append(xml, at, xml.length()).toString();
  }
}
