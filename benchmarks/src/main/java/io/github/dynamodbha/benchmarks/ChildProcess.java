package io.github.dynamodbha.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A measurement in a process of its own, so that its memory is its own. */
final class ChildProcess {
  private ChildProcess() {}

  /**
   * Runs a main class of this program.
   *
   * @return the last line that it prints
   */
  static String run(int heapMebibytes, Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMebibytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(Arrays.asList(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
        String last = output.lines().reduce("", (before, line) -> line);
        int code = process.waitFor();
        if (code != 0 || last.isEmpty()) {
          throw new IllegalStateException(main.getName() + " ended with exit code " + code);
        }
        return last;
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new IllegalStateException(main.getName() + " can't be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
