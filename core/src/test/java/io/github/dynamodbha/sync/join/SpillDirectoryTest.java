package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillDirectoryTest {
  private static final String RUN = "dynamodb-ha-spill-6f1c2a34-0b5d-4e6f-8a9b-0123456789a";

  @TempDir Path parent;

  /** Another process's run: says where its file is, then waits to be ended. */
  static final class Run {
    private Run() {}

    public static void main(String[] arguments) throws IOException {
      SpillDirectory directory = SpillDirectory.open(Path.of(arguments[0]));
      Path file = spill(directory);
      System.out.println(file);
      int end = System.in.read();
      assertThat(end).isEqualTo(-1);
    }
  }

  private static Path spill(SpillDirectory directory) {
    SpillFile file = new SpillFile(directory, "test", 100);
    file.append(new byte[200], 0, 200);
    file.seal();
    return file.read().path();
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> paths = Files.list(parent)) {
      return paths.toList();
    }
  }

  @Test
  void open_whenAnotherProcessLives_thenLeavesItsFilesUntilItIsDead() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                parent.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      Path file = Path.of(output.readLine());
      assertThat(file).exists();
      for (int i = 0; i < 2; i++) {
        SpillDirectory.open(parent).close();
        assertThat(file).exists();
      }
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(file).exists();
      SpillDirectory.open(parent).close();
    } finally {
      process.destroyForcibly();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void open_whenARunOfThisProcessLives_thenLeavesItAlone() throws IOException {
    try (SpillDirectory living = SpillDirectory.open(parent)) {
      Path file = spill(living);
      try (SpillDirectory other = SpillDirectory.open(parent.resolve("."))) {
        assertThat(spill(other)).exists();
        assertThat(file).exists();
        // The lock still holds for others too: this process must not have closed its file.
        assertThat(left()).hasSize(4);
      }
      assertThat(file).exists();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void open_whenRunsAreDead_thenRemovesTheirDirectoriesAndLocksAndNothingElse() throws IOException {
    dead(RUN + "1");
    Files.createFile(parent.resolve(RUN + "1.lock"));
    dead(RUN + "2");
    Files.createFile(parent.resolve(RUN + "3.lock"));
    Path localRegion = dead("dynamodb-ha-spill-8407701616587713613");
    Path plain = Files.createFile(parent.resolve("dynamodb-ha-spill-notes"));
    SpillDirectory.open(parent).close();
    assertThat(left()).containsExactlyInAnyOrder(localRegion, plain);
    assertThat(localRegion).isNotEmptyDirectory();
  }

  private Path dead(String name) throws IOException {
    Path directory = Files.createDirectory(parent.resolve(name));
    Files.createFile(directory.resolve("partition-1"));
    return directory;
  }

  @Test
  void open_whenALinkHasTheNameOfARun_thenWhatItLeadsToStays() throws IOException {
    Path precious = Files.createDirectory(parent.resolve("precious"));
    Path file = Files.createFile(precious.resolve("file"));
    Path link = parent.resolve(RUN + "1");
    Files.createSymbolicLink(link, precious);
    Files.createSymbolicLink(parent.resolve(RUN + "1.lock"), file);
    SpillDirectory.open(parent).close();
    assertThat(file).exists();
  }

  @Test
  void open_whenADeadRunHoldsWhatNoRunMakes_thenLeavesItAndGoesOn() throws IOException {
    Path directory = dead(RUN + "1");
    Path strange = Files.createDirectories(directory.resolve("a").resolve("b"));
    try (SpillDirectory run = SpillDirectory.open(parent)) {
      assertThat(spill(run)).exists();
    }
    assertThat(strange).exists();
  }

  @Test
  void files_areForTheirOwnerOnly() throws IOException {
    assumeThat(parent.getFileSystem().supportedFileAttributeViews()).contains("posix");
    try (SpillDirectory directory = SpillDirectory.open(parent)) {
      Path file = spill(directory);
      Path run = Objects.requireNonNull(file.getParent());
      assertThat(permissions(file)).isEqualTo("rw-------");
      assertThat(permissions(run)).isEqualTo("rwx------");
      assertThat(permissions(Path.of(run + ".lock"))).isEqualTo("rw-------");
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void newFile_whenTheParentCannotBeMade_thenSaysWhatToDo() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    try (SpillDirectory directory = SpillDirectory.open(file.resolve("below"))) {
      assertThatExceptionOfType(SpillException.class)
          .isThrownBy(() -> spill(directory))
          .withMessageContaining(file.toString())
          .withMessageContaining("name another directory");
    }
  }

  @Test
  void newFile_afterClose_thenIsRefused() {
    SpillDirectory directory = SpillDirectory.open(parent);
    directory.close();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> spill(directory));
    assertThat(parent).isEmptyDirectory();
  }
}
