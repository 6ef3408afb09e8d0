package io.github.dynamodbha.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs dynalite by Node.js, through a small script of ours that binds loopback and ends with its
 * parent.
 *
 * <p>The package is looked for in the directory that system property {@value #PROPERTY} names, in
 * {@code node_modules/dynalite} of the working directory and the directories above it, and beside
 * the {@code node} found on the PATH, where {@code npm install --global} puts it.
 */
final class DynaliteLauncher implements EngineLauncher {

  static final String PROPERTY = "dynamodbha.local.dynalite";

  /** The version that the tests run. */
  static final String VERSION = "4.0.0";

  private static final String SCRIPT = "dynalite-child.js";

  @Override
  public List<String> command(int port, Path privateDirectory, @Nullable Path databaseDirectory)
      throws IOException {
    Path node = node();
    Path dynalite = dynalite(node, Path.of("").toAbsolutePath());
    Path script = privateDirectory.resolve(SCRIPT);
    try (InputStream in = DynaliteLauncher.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new LocalRegionsException(
            "the resource " + SCRIPT + " is missing in this build; build it again");
      }
      Files.copy(in, script);
    }
    List<String> command = new ArrayList<>();
    command.add(node.toString());
    command.add(script.toString());
    command.add(dynalite.toString());
    command.add(Integer.toString(port));
    command.add(privateDirectory.toString());
    if (databaseDirectory != null) {
      command.add(databaseDirectory.toString());
    }
    return command;
  }

  private static Path node() {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(File.pathSeparator, -1))
        .filter(directory -> !directory.isEmpty())
        .flatMap(directory -> Stream.of(Path.of(directory, "node"), Path.of(directory, "node.exe")))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new LocalRegionsException(
                    "dynalite needs Node.js, and no node is on the PATH; install Node.js 20 or"
                        + " later, or use Engine.DYNAMODB_LOCAL"));
  }

  static Path dynalite(Path node, Path workingDirectory) throws IOException {
    String property = System.getProperty(PROPERTY, "");
    List<Path> candidates = new ArrayList<>();
    if (property.isEmpty()) {
      for (Path at = workingDirectory; at != null; at = at.getParent()) {
        candidates.add(at.resolve("node_modules").resolve("dynalite"));
      }
      Path bin = node.toRealPath().getParent();
      if (bin != null) {
        candidates.add(bin.resolve("../lib/node_modules/dynalite").normalize());
        candidates.add(bin.resolve("../../lib/node_modules/dynalite").normalize());
        candidates.add(bin.resolve("node_modules/dynalite"));
      }
      candidates.add(Path.of("/usr/local/lib/node_modules/dynalite"));
    } else {
      candidates.add(Path.of(property).toAbsolutePath());
    }
    return candidates.stream()
        .filter(candidate -> Files.isReadable(candidate.resolve("package.json")))
        .findFirst()
        .orElseThrow(
            () ->
                new LocalRegionsException(
                    "dynalite was not found ("
                        + (property.isEmpty()
                            ? "no node_modules/dynalite in " + workingDirectory + " or above it"
                            : "-D" + PROPERTY + "=" + property + " holds no package.json")
                        + "); install it with: npm install dynalite@"
                        + VERSION));
  }
}
