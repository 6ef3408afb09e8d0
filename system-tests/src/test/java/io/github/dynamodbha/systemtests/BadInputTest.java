package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bad input: a message that names the thing and the cure, its exit code, nothing written. */
@WithLocalRegions
class BadInputTest {
  private static final String KEY = "{\"id\":\"a\"}";

  private final LocalRegions regions;

  BadInputTest(LocalRegions regions) {
    this.regions = regions;
  }

  private static void requireMessage(Outcome outcome, int exitCode, String... parts) {
    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(exitCode);
    assertThat(outcome.err()).contains(parts).contains("dynamodb-ha: error: ");
    assertThat(outcome.err()).doesNotContain("\tat ");
    assertThat(outcome.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "                              | none is given   | --regions us-east-1,us-west-1",
        "--regions us-east-1           | only us-east-1  | --endpoint-url REGION=URL",
        "--regions us-east-1,us-east-1 | 'us-east-1' is given twice | each region once",
        "--regions us-east-1,moon      | Unknown region 'moon' | endpoint",
        "--regions a,b --endpoint-url http://x:1 | which region | --endpoint-url a=URL",
        "--regions us-east-1,us-west-1 --endpoint-url eu=http://x:1 | 'eu' | add it there",
        "--regions us-east-1,us-west-1 --timeout 5 | is no duration | PT5S",
        "--regions us-east-1,us-west-1 --timeout 0s | at least PT0.001S | PT5S",
        "--regions us-east-1,us-west-1 --range-key r | without a hash key | set hashKey",
      })
  void options_thatDoNotFit(String options, String what, String cure) {
    String words = "get --table-name t --key {} " + (options == null ? "" : options);
    Outcome outcome = Command.plain(words.strip().split(" +", -1));

    requireMessage(outcome, 252, what, cure);
  }

  @Test
  void tableName_whenMissing() {
    requireMessage(
        Command.plain("scan", "--regions", "us-east-1,us-west-1"), 252, "--table-name", "--help");
  }

  @Test
  void table_whenMissingInEveryRegion() {
    Command command = new Command(regions);

    requireMessage(command.run("get", "--key", KEY), 254, "'things'", "create-table");
    requireMessage(command.run("put", "--item", KEY), 254, "'things'", "create-table");
  }

  @Test
  void table_whenMissingInOneRegion_isWarnedOfByPut_andStopsSync() {
    Command command = Command.withTable(regions);
    RawTable.of(regions.region("us-west-1"), command).drop();

    Outcome put = command.expect(0, "put", "--item", KEY);
    assertThat(put.err()).contains("us-west-1").contains("missed");

    Outcome sync = command.run("sync");
    assertThat(sync.exitCode()).as(sync.toString()).isBetween(253, 254);
    assertThat(sync.err()).contains("us-west-1", "create-table");
  }

  @Test
  void keySchemas_whenTheyDiffer() {
    Command command = Command.withTable(regions);
    RawTable west = RawTable.of(regions.region("us-west-1"), command);
    west.drop();
    west.create("name");

    requireMessage(command.run("sync"), 253, "different keys", "us-west-1", "id", "name");
    Outcome status = command.run("status");
    assertThat(status.exitCode()).isEqualTo(253);
    assertThat(status.err()).contains("key schemas differ");
    assertThat(status.out()).contains("us-west-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"name\":\"Io\"}              | no key attribute 'id'  | add it",
        "{\"id\":\"\"}                  | 'id' is empty          | no empty key",
        "{\"id\":1}                     | 'id' is of type N      | write the value as S",
        "{\"id\":[1]}                   | 'id' is of type L      | write the value as S",
        "{\"id\":\"a\",\"deleted\":1}      | 'deleted'      | remove it, or configure another",
        "{\"id\":\"a\",\"last_updated\":\"x\"} | 'last_updated' | remove it, or configure another",
        "{\"id\":\"a\",                 | line 1, column 11      | no valid JSON",
        "{\"id\":{\"S\":\"a\"}}         | looks like DynamoDB JSON | --format dynamodb-json",
      })
  void item_thatCannotBeStored(String item, String what, String cure) {
    Command command = Command.withTable(regions);

    requireMessage(command.run("put", "--item", item), 252, what, cure);
    assertThat(command.expect(0, "scan", "--with-deleted").out()).isEqualTo("[]\n");
  }

  @Test
  void item_whenOver400Kilobytes(@TempDir Path directory) throws IOException {
    Command command = Command.withTable(regions);
    // With the version attribute of 48 bytes it is just too large.
    Path file =
        Files.writeString(
            directory.resolve("large"),
            "{\"id\":\"a\",\"t\":\"" + "x".repeat(400 * 1024 - 20) + "\"}");

    requireMessage(command.run("put", "--item", "file://" + file), 252, "400 KB", "split it");
    assertThat(command.expect(0, "scan").out()).isEqualTo("[]\n");
  }

  @Test
  void key_whenItHasMoreThanTheKey() {
    requireMessage(
        Command.withTable(regions).run("get", "--key", "{\"id\":\"a\",\"n\":1}"),
        252,
        "[n]",
        "leave them out");
  }

  @Test
  void itemFile_whenMissing() {
    requireMessage(
        new Command(regions).run("put", "--item", "file://no-such-file"), 252, "no-such-file");
  }

  @Test
  void credentials_whenThereAreNone() {
    ProcessBuilder get = new Command(regions).builder(Map.of(), "get", "--key", KEY);
    get.environment().remove("AWS_ACCESS_KEY_ID");
    get.environment().remove("AWS_SECRET_ACCESS_KEY");

    requireMessage(
        Processes.run(get, ""), 253, "No AWS credentials", "AWS_ACCESS_KEY_ID", "--profile");
  }

  @Test
  void profile_whenThereIsNone() {
    Command command = new Command(regions);
    ProcessBuilder get = command.builder(Map.of(), "get", "--key", KEY, "--profile", "nobody");
    get.environment().remove("AWS_ACCESS_KEY_ID");

    requireMessage(Processes.run(get, ""), 253, "'nobody'", "--profile");
  }

  @Test
  void service_whenItRefuses() {
    Command command = Command.withTable(regions);

    requireMessage(
        command.run("get", "--hash-key", "name", "--key", "{\"name\":\"a\"}"),
        254,
        "ValidationException");
  }

  @Test
  void regions_whenNobodyListens() {
    Outcome outcome =
        Processes.run(
            withCredentials(
                Command.launch(
                    "get",
                    "--table-name",
                    "t",
                    "--key",
                    KEY,
                    "--timeout",
                    "1s",
                    "--endpoint-url",
                    "a=http://127.0.0.1:1",
                    "--endpoint-url",
                    "b=http://127.0.0.1:1")),
            "");

    requireMessage(outcome, 255, "a: ", "b: ", "refused");
  }

  private ProcessBuilder withCredentials(ProcessBuilder builder) {
    new Command(regions).credentials(builder.environment());
    return builder;
  }

  @Test
  void report_whenItCannotBeWritten_isRefusedBeforeTheRun() {
    requireMessage(
        Command.withTable(regions).run("sync", "--report", "/no/such/directory/report.json"),
        252,
        "--report",
        "directory that exists");
  }

  @Test
  void preferredRegion_whenItIsNone() {
    requireMessage(
        Command.withTable(regions).run("sync", "--prefer", "moon"), 252, "moon", "us-east-1");
  }

  @Test
  void localRegions_whenNamedTwice() {
    requireMessage(Command.plain("local", "--regions", "a,a"), 252, "a is named twice");
  }

  @Test
  void launcher_whenJavaIsTooOldOrMissing_saysWhatToDo(@TempDir Path home) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    ProcessBuilder old = Command.launch("--version");
    old.environment().put("JAVA_HOME", home.toString());
    ProcessBuilder none = Command.launch("--version");
    none.environment().put("JAVA_HOME", home.resolve("none").toString());

    requireMessage(Processes.run(old, ""), 253, "Java 11.0.2", "17 or newer");
    requireMessage(Processes.run(none, ""), 253, "JAVA_HOME", "17 or newer");
  }
}
