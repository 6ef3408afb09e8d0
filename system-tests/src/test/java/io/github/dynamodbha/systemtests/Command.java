package io.github.dynamodbha.systemtests;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * {@code dynamodb-ha} on one table in local regions, as a separate process through the launcher, in
 * a database that is this object's own.
 */
final class Command {
  static final String TABLE = "things";

  private final String accessKey = LocalRegions.freshAccessKey();
  private final List<String> tableOptions = new ArrayList<>(List.of("--table-name", TABLE));

  Command(LocalRegions regions) {
    // A test's constructor runs before the extension heals what the test before injected.
    regions.heal();
    for (LocalRegion region : regions.regions()) {
      tableOptions.add("--endpoint-url");
      tableOptions.add(region.name() + "=" + region.endpoint());
    }
  }

  /** A command whose table exists in every region, with hash key {@code id} (S). */
  static Command withTable(LocalRegions regions) {
    Command command = new Command(regions);
    command.expect(0, "create-table", "--hash-key", "id");
    return command;
  }

  String accessKey() {
    return accessKey;
  }

  /** Runs a command on the table. */
  Outcome run(String command, String... options) {
    return runWithInput("", command, options);
  }

  /** Runs a command on the table, with something to read. */
  Outcome runWithInput(String input, String command, String... options) {
    return Processes.run(builder(Map.of(), command, options), input);
  }

  /** Runs a command on the table that must end in this way. */
  Outcome expect(int exitCode, String command, String... options) {
    Outcome outcome = run(command, options);
    if (outcome.exitCode() != exitCode) {
      throw new AssertionError(
          command + " " + Arrays.toString(options) + " should return " + exitCode + ": " + outcome);
    }
    return outcome;
  }

  /** The process, not yet started, of a command on the table. */
  ProcessBuilder builder(Map<String, String> environment, String command, String... options) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(tableOptions);
    words.addAll(Arrays.asList(options));
    ProcessBuilder builder = launch(words.toArray(String[]::new));
    credentials(builder.environment());
    builder.environment().putAll(environment);
    return builder;
  }

  /** Sets this object's credentials. */
  void credentials(Map<String, String> environment) {
    environment.put("AWS_ACCESS_KEY_ID", accessKey);
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
  }

  /** Runs any command line, without credentials. */
  static Outcome plain(String... words) {
    return Processes.run(launch(words), "");
  }

  /** The process, not yet started, of any command line; it finds no credentials of the machine. */
  static ProcessBuilder launch(String... words) {
    return launch(Installation.launcher(), words);
  }

  /** As {@link #launch(String...)}, by another path to a launcher. */
  static ProcessBuilder launch(Path launcher, String... words) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("JAVA_TOOL"));
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("DYNAMODB_HA_CACHE", Installation.cache().toString());
    environment.put("JAVA_HOME", System.getProperty("java.home", ""));
    environment.put(
        "DYNAMODBHA_LOCAL_REPOSITORY", System.getProperty("dynamodbha.local.repository", ""));
    return builder;
  }
}
