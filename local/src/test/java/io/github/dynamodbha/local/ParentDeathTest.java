package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentDeathTest {

  /** The program that is killed: starts regions, prints their process ids, and waits. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
      LocalRegions regions = LocalRegions.start("orphan-1", "orphan-2");
      for (LocalRegion region : regions.regions()) {
        System.out.println(region.pid());
      }
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void regions_whenParentIsKilled_thenProcessesAndTemporaryFilesAreGone(@TempDir Path temporary)
      throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + LocalRepository.PROPERTY + "=" + LocalRepository.find(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
      List<ProcessHandle> children = List.of(handle(output.readLine()), handle(output.readLine()));
      assertThat(children).allMatch(ProcessHandle::isAlive);
      assertThat(temporary).isNotEmptyDirectory();
      parent.destroyForcibly();
      for (ProcessHandle child : children) {
        assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
      }
      assertThat(temporary).isEmptyDirectory();
    } finally {
      parent.destroyForcibly();
    }
  }

  private static ProcessHandle handle(String line) {
    return ProcessHandle.of(Long.parseLong(line)).orElseThrow();
  }
}
