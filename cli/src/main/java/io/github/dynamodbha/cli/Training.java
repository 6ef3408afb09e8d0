package io.github.dynamodbha.cli;

import io.github.dynamodbha.cli.command.ExitCode;
import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the usual commands once against an endpoint in this process, so that the Java virtual
 * machine can archive the classes that they load: the launcher starts later processes from that
 * archive. Not for users; it calls nobody but itself.
 */
final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("get", "--key", "{\"id\":\"a\"}"),
          List.of("put", "--item", "{\"id\":\"a\",\"n\":1.5,\"l\":[true,null,{}]}"),
          List.of("delete", "--key", "{\"id\":\"a\"}"),
          List.of("scan", "--output", "table"),
          List.of("status"),
          List.of("verify", "--settle", "0s"),
          List.of("sync", "--output", "json"),
          List.of("get", "--help"),
          List.of("get", "--key", "not JSON"));

  private Training() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("aws.accessKeyId", "TRAINING");
    System.setProperty("aws.secretAccessKey", "TRAINING");
    Logging.configure();
    Console nowhere =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            Terminal.NONE);
    Preloading.start("get", "--help");
    try (TrainingEndpoint endpoint = TrainingEndpoint.start()) {
      for (List<String> command : COMMANDS) {
        List<String> words = new ArrayList<>(command);
        words.addAll(1, options(endpoint.url()));
        int ignored = Main.run(nowhere, words.toArray(String[]::new));
      }
    }
    // The class archive is written when the machine ends, whatever threads are left.
    System.exit(ExitCode.DONE);
  }

  private static List<String> options(String url) {
    return List.of(
        "--table-name", "t", "--endpoint-url", "east=" + url, "--endpoint-url", "west=" + url);
  }
}
