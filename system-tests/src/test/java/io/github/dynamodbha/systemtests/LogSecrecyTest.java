package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * At INFO and above nothing logs a secret or what is in an item, neither the project nor what it
 * stands on. The logs are those of processes of their own, written to a file by the log backend.
 */
@WithLocalRegions({"us-east-1", "us-west-1"})
class LogSecrecyTest {
  private static final String SIMPLE = "-Dorg.slf4j.simpleLogger.";

  @TempDir private Path directory;

  @Test
  void library_inHealthAndInEveryFault_logsNoSecretAndNoItem() throws IOException {
    String accessKey = LocalRegions.freshAccessKey();

    String log = libraryTraffic("info", accessKey, LibraryTraffic.IN_FAULTS);

    assertThat(log)
        .contains("missed a write of table marked")
        .contains("is left out for")
        .contains("is suspended")
        .contains("InvalidSignatureException, HTTP 400")
        .doesNotContain(Markers.ALL)
        .doesNotContain(accessKey);
  }

  /** That the traffic shows the markers to who logs more, or the test above would prove nothing. */
  @Test
  void library_atDebug_logsWhatTheTestLooksFor() throws IOException {
    String accessKey = LocalRegions.freshAccessKey();

    String log = libraryTraffic("debug", accessKey, LibraryTraffic.IN_HEALTH);

    assertThat(log).contains(Markers.KEY, Markers.SESSION_TOKEN, accessKey);
  }

  @Test
  void command_inHealthAndInFaults_logsNoSecretAndNoItem(LocalRegions regions) throws IOException {
    Command command = Command.withTable(regions);
    String item = "{\"id\": \"" + Markers.KEY + "\", \"text\": \"tExtMarker4\"}";
    String log =
        logOf(command, "put", item)
            + logOf(command, "get", Markers.KEY)
            + logOf(command, "scan")
            + logOf(command, "sync");
    for (Fault fault : List.of(Fault.down(), Fault.accessDenied(), Fault.internalServerError())) {
      regions.region("us-west-1").inject(fault);
      log +=
          logOf(command, "put", item)
              + logOf(command, "get", Markers.KEY)
              + logOf(command, "delete", Markers.KEY)
              + logOf(command, "verify");
      regions.heal();
    }

    assertThat(log)
        .contains("us-west-1")
        .doesNotContain(Markers.ALL)
        .doesNotContain(command.accessKey());
  }

  private String logOf(Command command, String name, String... options) throws IOException {
    Path log = Files.createTempFile(directory, "command", ".log");
    ProcessBuilder process = command.builder(Map.of(), name, options);
    process
        .environment()
        .put(
            "JAVA_TOOL_OPTIONS",
            String.join(
                " ",
                SIMPLE + "logFile=" + log,
                SIMPLE + "defaultLogLevel=info",
                SIMPLE + "log.io.github.dynamodbha=info",
                SIMPLE + "log.io.github.dynamodbha.protocol.Settlement=info"));
    process.environment().put("AWS_SECRET_ACCESS_KEY", Markers.SECRET_KEY);
    process.environment().put("AWS_SESSION_TOKEN", Markers.SESSION_TOKEN);
    Processes.run(process, "");
    return Files.readString(log);
  }

  private String libraryTraffic(String level, String accessKey, String extent) throws IOException {
    Path log = directory.resolve(level + ".log");
    List<String> command =
        Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                SIMPLE + "logFile=" + log,
                SIMPLE + "defaultLogLevel=" + level,
                property("dynamodbha.local.repository"),
                property("dynamodbha.version"),
                "-cp",
                System.getProperty("java.class.path"),
                LibraryTraffic.class.getName(),
                accessKey,
                extent)
            .toList();
    Outcome outcome = Processes.run(new ProcessBuilder(command), "");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("calls were refused");
    return Files.readString(log);
  }

  private static String property(String name) {
    return "-D" + name + "=" + System.getProperty(name, "");
  }
}
