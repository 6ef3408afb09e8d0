package io.github.dynamodbha.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JDK for what the one that the project is built with lacks: found beside that one, where systems
 * keep their JDKs.
 *
 * @param home where it is
 */
record NewerJdk(Path home) {
  private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");
  private static final int MINUTES = 2;

  /** One of this feature release or later; the running one, if it will do. */
  static Optional<NewerJdk> of(int feature) {
    Path running = Path.of(System.getProperty("java.home"));
    return Stream.of(
            Stream.of(running),
            directoriesIn(Objects.requireNonNullElse(running.getParent(), running)),
            directoriesIn(USUAL_PLACE))
        .flatMap(homes -> homes)
        .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
        .filter(home -> featureOf(home) >= feature)
        .findFirst()
        .map(NewerJdk::new);
  }

  private static Stream<Path> directoriesIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Stream.of();
    }
    try (Stream<Path> directories = Files.list(directory)) {
      return directories.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As its file {@code release} says; 0 if it has none. */
  private static int featureOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return 0;
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.isEmpty() ? 0 : Runtime.Version.parse(version).feature();
  }

  /**
   * Compiles a provider of a service, and registers it there.
   *
   * @param resource its source, which is in no package
   * @param service the service's name
   * @param classes where its classes go, to be put on a class path
   */
  void provide(String resource, String service, Path classes)
      throws IOException, InterruptedException {
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    Path source = Files.createDirectories(classes).resolve(name);
    try (InputStream in =
        Objects.requireNonNull(NewerJdk.class.getResourceAsStream(resource), resource)) {
      Files.copy(in, source);
    }
    Process javac =
        new ProcessBuilder(
                home.resolve("bin/javac").toString(), "-d", classes.toString(), source.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(javac.getInputStream().readAllBytes(), UTF_8);
    if (!javac.waitFor(MINUTES, TimeUnit.MINUTES) || javac.exitValue() != 0) {
      javac.destroyForcibly();
      throw new IllegalStateException(home + " can't compile " + resource + ": " + said);
    }
    Files.writeString(
        Files.createDirectories(classes.resolve("META-INF/services")).resolve(service),
        name.substring(0, name.length() - ".java".length()));
  }
}
