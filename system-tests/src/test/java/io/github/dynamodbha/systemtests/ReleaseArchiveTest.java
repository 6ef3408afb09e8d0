package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release archive, unpacked in a folder with a space in its name. */
class ReleaseArchiveTest {
  @TempDir private Path directory;

  private Path unpack() throws IOException {
    Path target = Files.createDirectories(directory.resolve("any folder"));
    Path archive;
    try (Stream<Path> built = Files.list(Installation.root().resolve("cli/target"))) {
      archive = built.filter(f -> f.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
    Outcome tar =
        Processes.run(
            new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", target.toString()), "");
    assertThat(tar.exitCode()).as(tar.err()).isZero();
    try (Stream<Path> roots = Files.list(target)) {
      return roots.findFirst().orElseThrow();
    }
  }

  @Test
  void archive_holdsWhatRuns_andNothingOfDynamoDbLocal() throws IOException {
    Path root = unpack();
    try (Stream<Path> files = Files.walk(root)) {
      List<String> names = files.map(file -> root.relativize(file).toString()).toList();

      assertThat(names)
          .contains(
              "bin/dynamodb-ha",
              "completion/dynamodb-ha",
              "dynamodb-local/pom.xml",
              "dynamodb-local/README.md",
              "LICENSE",
              "README.md")
          .noneMatch(name -> name.contains("DynamoDBLocal") || name.contains("sqlite"));
    }
    assertThat(Files.readString(root.resolve("dynamodb-local/README.md")).replaceAll("\\s+", " "))
        .contains("mvn -B -f pom.xml dependency:resolve", "DynamoDB Local License Agreement");
    assertThat(Files.readString(root.resolve("README.md"))).doesNotContain("${");
  }

  @Test
  void launcher_worksThroughSymbolicLinks_fromAnyWorkingDirectory() throws IOException {
    Path root = unpack();
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("one"), root.resolve("bin/dynamodb-ha"));
    Path relative = Files.createSymbolicLink(elsewhere.resolve("two"), Path.of("one"));

    ProcessBuilder version = Command.launch(relative, "--version");
    Outcome outcome = Processes.run(version.directory(elsewhere.toFile()), "");

    assertThat(outcome.out()).startsWith("dynamodb-ha ").contains("Java ");
    assertThat(outcome.exitCode()).isZero();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void launcher_whenTheCacheCannotBeWritten_runsAllTheSame_quietly() throws IOException {
    ProcessBuilder version = Command.launch(unpack().resolve("bin/dynamodb-ha"), "--version");
    version.environment().put("DYNAMODB_HA_CACHE", "/proc/none");

    Outcome outcome = Processes.run(version, "");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void launcher_whenTheClassArchiveIsDamaged_runsAllTheSame_quietly() throws IOException {
    Path launcher = unpack().resolve("bin/dynamodb-ha");
    Path cache = directory.resolve("cache");
    ProcessBuilder version = Command.launch(launcher, "--version");
    version.environment().put("DYNAMODB_HA_CACHE", cache.toString());
    assertThat(Processes.run(version, "").exitCode()).isZero();
    try (Stream<Path> archives = Files.list(cache)) {
      for (Path archive : archives.toList()) {
        Files.delete(archive);
        Files.writeString(archive, "not an archive of classes");
      }
    }

    Outcome outcome = Processes.run(version, "");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("dynamodb-ha ").doesNotContain("archive");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void launcher_inASourceTree_findsTheBuildUpToDate() {
    Outcome outcome =
        Processes.run(
            Command.launch(Installation.root().resolve("bin/dynamodb-ha"), "--version"), "");

    assertThat(outcome.out()).startsWith("dynamodb-ha ");
    assertThat(outcome.err()).doesNotContain("error");
    assertThat(outcome.exitCode()).isZero();
  }
}
