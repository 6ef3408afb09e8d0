package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dynamodb-ha local}, in the foreground of another process. */
class LocalCommandTest {
  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void local_servesUntilASignalStopsIt(String signal, int exitCode) throws Exception {
    try (RunningCommand local =
        new RunningCommand(Command.launch("local", "--regions", "mars-1,mars-2"))) {
      List<String> lines = local.readUntil(line -> line.startsWith("mars-2\t"));
      List<URI> endpoints =
          lines.stream().map(line -> URI.create(line.substring(line.indexOf('\t') + 1))).toList();
      List<ProcessHandle> children = local.handle().descendants().toList();
      List<String> words = new ArrayList<>(List.of("create-table", "--table-name", "things"));
      words.addAll(List.of("--endpoint-url", "mars-1=" + endpoints.get(0)));
      words.addAll(List.of("--endpoint-url", "mars-2=" + endpoints.get(1), "--hash-key", "id"));
      ProcessBuilder create = Command.launch(words.toArray(String[]::new));
      create.environment().put("AWS_ACCESS_KEY_ID", "LOCAL");
      create.environment().put("AWS_SECRET_ACCESS_KEY", "LOCAL");
      assertThat(Processes.run(create, "").exitCode()).isZero();

      local.signal(signal);
      Outcome outcome = local.await();

      assertThat(outcome.exitCode()).isEqualTo(exitCode);
      assertThat(outcome.err())
          .contains("export AWS_ACCESS_KEY_ID=", "dynamodb-ha create-table", "aws dynamodb scan");
      for (URI endpoint : endpoints) {
        Assertions.assertThatThrownBy(() -> connect(endpoint)).isInstanceOf(ConnectException.class);
      }
      for (ProcessHandle child : children) {
        assertThat(child.onExit().join().isAlive()).isFalse();
      }
    }
  }

  private static void connect(URI endpoint) throws IOException {
    new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort()).close();
  }

  @Test
  void local_withADataDirectory_keepsItsTables(@TempDir Path directory) throws Exception {
    for (int round = 0; round < 2; round++) {
      try (RunningCommand local =
          new RunningCommand(
              Command.launch(
                  "local", "--regions", "mars-1,mars-2", "--data-dir", directory.toString()))) {
        List<String> lines = local.readUntil(line -> line.startsWith("mars-2\t"));
        List<String> words = new ArrayList<>();
        words.add(round == 0 ? "create-table" : "status");
        words.addAll(List.of("--table-name", "things"));
        lines.forEach(line -> words.addAll(List.of("--endpoint-url", line.replace('\t', '='))));
        if (round == 0) {
          words.addAll(List.of("--hash-key", "id"));
        }
        ProcessBuilder command = Command.launch(words.toArray(String[]::new));
        command.environment().put("AWS_ACCESS_KEY_ID", "LOCAL");
        command.environment().put("AWS_SECRET_ACCESS_KEY", "LOCAL");
        Outcome outcome = Processes.run(command, "");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        local.signal("TERM");
        assertThat(local.await().exitCode()).isEqualTo(143);
      }
    }
  }
}
