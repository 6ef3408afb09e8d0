package io.github.dynamodbha.sync.join;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others have put beside the directories of runs, under any name: a run begins and ends all
 * the same, and touches nothing that no run has left. A run reads nothing of it but names and what
 * is a file, a directory or a link.
 */
class DeadRunsFuzzTest {
  private static final Pattern OF_A_RUN =
      Pattern.compile(
          "dynamodb-ha-spill-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(\\.lock)?");

  private static final String RUN = "dynamodb-ha-spill-6f1c2a34-0b5d-4e6f-8a9b-01234567890";

  /** What is to be made, and a name that every file system takes. */
  private static final Pattern LINE = Pattern.compile("(?<kind>.)(?<name>.{1,100})");

  private static final int MOST_LINES = 20;

  @TempDir private Path directory;
  private Path parent = Path.of("");
  private Path precious = Path.of("");

  @Test
  void run_besideAnything_touchesNothingThatNoRunHasLeft() throws IOException {
    precious = Files.createDirectory(directory.resolve("precious"));
    Files.createFile(precious.resolve("file"));
    byte[] seed =
        String.join(
                "\n",
                "f" + RUN + "1.lock",
                "d" + RUN + "1",
                "d" + RUN + "2",
                "n" + RUN + "3",
                "l" + RUN + "4",
                "l" + RUN + "5.lock",
                "d" + RUN + "6.lock",
                "f" + RUN + "7",
                "ddynamodb-ha-spill-notes")
            .getBytes(US_ASCII);
    Fuzzing.fuzz(
        "dead-runs",
        List.of(seed),
        500,
        input -> {
          parent = Files.createTempDirectory(directory, "parent");
          List<Path> others = make(input);

          SpillDirectory.open(parent).close();

          assertThat(precious.resolve("file")).exists();
          for (Path other : others) {
            assertThat(Files.exists(other, LinkOption.NOFOLLOW_LINKS)).as("%s", other).isTrue();
          }
        });
  }

  /** Makes what the lines say, and returns what must stay. */
  private List<Path> make(byte[] input) throws IOException {
    List<Path> others = new ArrayList<>();
    for (String line : new String(input, US_ASCII).lines().limit(MOST_LINES).toList()) {
      Matcher words = LINE.matcher(line.replaceAll("[^ -.0-~]", ""));
      if (words.find()) {
        Path path = parent.resolve(words.group("name"));
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          make(words.group("kind"), path);
          if (!OF_A_RUN.matcher(words.group("name")).matches()) {
            others.add(path);
          }
        }
      }
    }
    return others.stream().flatMap(DeadRunsFuzzTest::all).toList();
  }

  private void make(String kind, Path path) throws IOException {
    switch (kind) {
      case "d" -> Files.createFile(Files.createDirectory(path).resolve("partition-1"));
      case "n" -> Files.createDirectories(path.resolve("a").resolve("b"));
      case "l" -> Files.createSymbolicLink(path, precious);
      default -> Files.createFile(path);
    }
  }

  private static Stream<Path> all(Path path) {
    try (Stream<Path> below = Files.walk(path)) {
      return below.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
