package io.github.dynamodbha.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the user's local Maven repository: system property {@value #PROPERTY}, Maven's own {@code
 * maven.repo.local}, environment variable {@value #VARIABLE}, {@code localRepository} in {@code
 * ~/.m2/settings.xml}, and at last {@code ~/.m2/repository}.
 */
final class LocalRepository {

  static final String PROPERTY = "dynamodbha.local.repository";
  static final String MAVEN_PROPERTY = "maven.repo.local";
  static final String VARIABLE = "DYNAMODBHA_LOCAL_REPOSITORY";

  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern SETTING =
      Pattern.compile("<localRepository>\\s*(.*?)\\s*</localRepository>", Pattern.DOTALL);

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
        String xml = COMMENT.matcher(Files.readString(settings)).replaceAll("");
        Matcher setting = SETTING.matcher(xml);
        if (setting.find() && !setting.group(1).isEmpty()) {
          return Path.of(setting.group(1).replace("${user.home}", home.toString()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + settings, e);
      }
    }
    return home.resolve(".m2").resolve("repository");
  }
}
