package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the shell snippets of README.md and docs/*.md, page by page, as a reader would: in a
 * directory where {@code bin/dynamodb-ha} is, with {@code dynamodb-ha} on the PATH, and two local
 * regions. Pages write these as 127.0.0.1:8001 (us-east-1) and 127.0.0.1:8002 (us-west-1); other
 * ports take their place here. A line that returns other than 0 fails the page.
 */
@WithLocalRegions
class DocumentationTest {
  static Stream<Path> pages() throws IOException {
    Path root = Installation.root();
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(
          Stream.of(root.resolve("README.md")),
          docs.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream())
          .filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(DocumentationTest::hasSnippets)
          .toList()
          .stream();
    }
  }

  private static boolean hasSnippets(Path page) {
    try {
      return !Snippets.script(Installation.root().resolve(page)).isBlank();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void snippets_run(Path page, LocalRegions regions) throws IOException {
    String script = Snippets.script(Installation.root().resolve(page));
    int port = 8001;
    for (LocalRegion region : regions.regions()) {
      script = script.replace("127.0.0.1:" + port++, "127.0.0.1:" + region.endpoint().getPort());
    }
    Path directory = workingDirectory(page);
    ProcessBuilder shell = Command.launch();
    shell.command("bash", "-euo", "pipefail", "-v").directory(directory.toFile());
    Map<String, String> environment = shell.environment();
    new Command(regions).credentials(environment);
    environment.put("AWS_DEFAULT_REGION", regions.names().get(0));
    environment.merge(
        "PATH", Installation.release().resolve("bin").toString(), (path, own) -> own + ":" + path);

    Outcome outcome = Processes.run(shell, script);

    assertThat(outcome.exitCode()).as(page + ": " + outcome).isZero();
  }

  /** A directory of the page's own, where the repository's programs seem to be. */
  private static Path workingDirectory(Path page) throws IOException {
    Path parent =
        Files.createDirectories(
            Installation.root().resolve("system-tests/target/documentation").resolve(page));
    Path directory = Files.createTempDirectory(parent, "run-");
    for (String name : new String[] {"bin", "benchmarks"}) {
      Files.createSymbolicLink(directory.resolve(name), Installation.root().resolve(name));
    }
    return directory;
  }
}
