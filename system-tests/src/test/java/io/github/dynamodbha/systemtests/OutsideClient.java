package io.github.dynamodbha.systemtests;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.dynamodbha.local.LocalRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Clients that nobody here wrote. Where one isn't installed its tests are skipped, or fail if
 * system property {@code dynamodbha.test.requireClients} is true.
 */
final class OutsideClient {
  private final List<String> command;

  private OutsideClient(List<String> command) {
    this.command = command;
  }

  /** The AWS CLI. */
  static OutsideClient aws() {
    return first("the AWS CLI (Debian: awscli)", List.of("aws"), "--version");
  }

  /** A Python that has boto3, with one of our scripts. */
  static OutsideClient boto3(String script) {
    OutsideClient python =
        first(
            "Python with boto3 (Debian: python3-boto3)",
            List.of("python3", "/usr/bin/python3"),
            "-c",
            "import boto3");
    return python.with(
        Installation.root().resolve("system-tests/src/test/python").resolve(script).toString());
  }

  /** A browser without a window, whose profile is of this run only. */
  static OutsideClient chromium(Path profile) {
    return first(
            "Chromium (Debian: chromium)",
            List.of("chromium", "chromium-browser", "google-chrome"),
            "--version")
        .with(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--user-data-dir=" + profile);
  }

  /** A file that a package of the system installs. */
  static Path file(String path, String what) {
    if (!Files.isReadable(Path.of(path))) {
      throw missing(what);
    }
    return Path.of(path);
  }

  private static OutsideClient first(String what, List<String> programs, String... probe) {
    for (String program : programs) {
      List<String> command = new ArrayList<>(List.of(program));
      command.addAll(List.of(probe));
      if (succeeds(command)) {
        return new OutsideClient(List.of(program));
      }
    }
    throw missing(what);
  }

  private static boolean succeeds(List<String> command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static AssertionError missing(String what) {
    String message = what + " is not installed";
    if (Boolean.getBoolean("dynamodbha.test.requireClients")) {
      return new AssertionError(message + ", but dynamodbha.test.requireClients is set");
    }
    return abort(message);
  }

  private OutsideClient with(String... words) {
    return new OutsideClient(Stream.concat(command.stream(), Stream.of(words)).toList());
  }

  /** Runs it against one region with the credentials of a command; it must succeed. */
  String run(LocalRegion region, Command credentials, String... words) {
    ProcessBuilder builder = new ProcessBuilder(with(words).command);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    credentials.credentials(builder.environment());
    builder.environment().put("AWS_DEFAULT_REGION", region.name());
    builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    builder.environment().put("DYNAMODB_ENDPOINT", region.endpoint().toString());
    return succeed(builder);
  }

  /** Runs it without any region; it must succeed. */
  String run(String... words) {
    return succeed(new ProcessBuilder(with(words).command));
  }

  private static String succeed(ProcessBuilder builder) {
    Outcome outcome = Processes.run(builder, "");
    if (outcome.exitCode() != 0) {
      throw new AssertionError(builder.command() + ": " + outcome);
    }
    return outcome.out();
  }
}
