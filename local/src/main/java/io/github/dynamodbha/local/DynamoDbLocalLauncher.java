package io.github.dynamodbha.local;

import io.github.dynamodbha.local.child.DynamoDbLocalChild;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs DynamoDB Local in a JVM of the same kind as this one. */
final class DynamoDbLocalLauncher implements EngineLauncher {

  /**
   * Made for a fast start and a small process: on two cores these halve the time until the first
   * request is served (0.55 s against 1.0 s). The log4j factory spares log4j-core's own start; the
   * temporary directory receives the native library that DynamoDB Local unpacks.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-XX:-UsePerfData",
          "-Xms64m",
          "-Xmx512m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true",
          "-Dlog4j2.disable.jmx=true",
          "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory");

  private static final Class<?> CHILD = DynamoDbLocalChild.class;

  /** From this release on, a JVM warns of native libraries unless they are allowed. */
  private static final int NATIVE_ACCESS_WARNS = 22;

  @Override
  public List<String> command(int port, Path privateDirectory, @Nullable Path databaseDirectory)
      throws IOException {
    List<Path> jars = DynamoDbLocalClasspath.find(LocalRepository.find());
    copyChild(privateDirectory);
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    command.addAll(OPTIONS);
    if (Runtime.version().feature() >= NATIVE_ACCESS_WARNS) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-Djava.io.tmpdir=" + privateDirectory);
    command.add("-Duser.home=" + privateDirectory);
    command.add("-cp");
    command.add(
        Stream.concat(jars.stream(), Stream.of(privateDirectory))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(CHILD.getName());
    command.add(Integer.toString(port));
    command.add(privateDirectory.toString());
    if (databaseDirectory != null) {
      command.add(databaseDirectory.toString());
    }
    return command;
  }

  private static Path java() {
    Path bin = Path.of(System.getProperty("java.home", ""), "bin");
    for (String name : List.of("java", "java.exe")) {
      if (Files.isExecutable(bin.resolve(name))) {
        return bin.resolve(name);
      }
    }
    throw new LocalRegionsException(
        "no java in "
            + bin
            + ", where this program's own Java should be; run it with a JDK or JRE that is installed whole");
  }

  /** The child's class alone, so that it works from any packaging and sees nothing else of ours. */
  private static void copyChild(Path directory) throws IOException {
    Path target =
        Files.createDirectories(directory.resolve(CHILD.getPackageName().replace('.', '/')));
    String file = CHILD.getSimpleName() + ".class";
    try (InputStream in = CHILD.getResourceAsStream(file)) {
      if (in == null) {
        throw new LocalRegionsException(
            "class file " + file + " is missing in this build; build it again");
      }
      Files.copy(in, target.resolve(file));
    }
  }
}
