package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What sync and verify return and print. */
@WithLocalRegions
class SyncAndVerifyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalRegion eastRegion;
  private final Command command;
  private final RawTable east;
  private final RawTable west;

  SyncAndVerifyTest(LocalRegions regions) {
    command = Command.withTable(regions);
    eastRegion = regions.region("us-east-1");
    east = RawTable.of(eastRegion, command);
    west = RawTable.of(regions.region("us-west-1"), command);
  }

  @Test
  void verify_whenIdentical_returns0() {
    command.expect(0, "put", "--item", "{\"id\":\"a\"}");

    assertThat(command.expect(0, "verify").out()).startsWith("The replicas are identical");
  }

  @Test
  void verify_whenDifferent_returns1_andChangesNothing(@TempDir Path directory) throws IOException {
    east.put("a", "2026-01-01T00:00:00", "old");
    west.put("a", "2026-01-02T00:00:00", "new");
    Path report = directory.resolve("report.json");

    Outcome verify = command.expect(1, "verify", "--settle", "0s", "--report", report.toString());

    assertThat(verify.out()).startsWith("The replicas differ").contains("stale in us-east-1");
    JsonNode json = JSON.readTree(Files.readString(report));
    assertThat(json.path("identical").asBoolean(true)).isFalse();
    assertThat(json.path("counts").path("stale").asInt()).isEqualTo(1);
    assertThat(east.items()).isNotEqualTo(west.items());
  }

  @Test
  void sync_thenVerify_makesThemIdentical() throws IOException {
    east.put("a", "2026-01-01T00:00:00", "old");
    west.put("a", "2026-01-02T00:00:00", "new");
    east.put("b", "2026-01-01T00:00:00", "only here");

    Outcome dryRun = command.expect(0, "sync", "--dry-run");
    assertThat(dryRun.out()).startsWith("Dry run: nothing was written");
    assertThat(west.items()).hasSize(1);

    Outcome sync = command.expect(0, "sync", "--output", "json");
    JsonNode json = JSON.readTree(sync.out());
    assertThat(json.path("counts").path("repaired").asInt()).isEqualTo(2);
    assertThat(sync.err()).isEmpty();
    command.expect(0, "verify");
    assertThat(east.items()).containsExactlyInAnyOrderElementsOf(west.items());
    assertThat(command.expect(0, "get", "--key", "{\"id\":\"a\"}").out()).contains("new");
  }

  @Test
  void sync_whenAnItemCannotBeRepaired_returns255_andDoesTheRest() {
    east.put(
        Map.of(
            "id", AttributeValue.fromS("poison"),
            "last_updated", AttributeValue.fromN("1")));
    east.put("b", "2026-01-01T00:00:00", "only here");

    Outcome sync = command.expect(255, "sync");

    assertThat(sync.out())
        .startsWith("Sync done in part")
        .contains("skipped: 1 in us-east-1: The stored version", "\n    poison\n");
    assertThat(sync.err()).contains("in part only");
    assertThat(west.items()).hasSize(1);
  }

  @Test
  void sync_whenConflictsHaveNoVersion_returns255_untilARegionIsPreferred() {
    east.put(Map.of("id", AttributeValue.fromS("a"), "v", AttributeValue.fromS("east")));
    west.put(Map.of("id", AttributeValue.fromS("a"), "v", AttributeValue.fromS("west")));

    assertThat(command.expect(255, "sync").err()).contains("--prefer REGION");
    command.expect(0, "sync", "--prefer", "us-west-1");

    assertThat(command.expect(0, "get", "--key", "{\"id\":\"a\"}").out()).contains("west");
  }

  @Test
  void sync_whenARegionIsDown_returns255_andNamesIt() {
    eastRegion.inject(Fault.down());

    assertThat(command.expect(255, "sync", "--timeout", "2s").err()).contains("us-east-1");
  }

  @Test
  void put_whenARegionIsDown_isDone_andNamesTheOneThatMissedIt() {
    eastRegion.inject(Fault.down());

    Outcome put = command.expect(0, "put", "--item", "{\"id\":\"a\"}");

    assertThat(put.out()).contains("\"stored\": [\n    \"us-west-1\"\n  ]", "\"us-east-1\": \"");
    assertThat(put.err()).contains("warning: us-east-1 missed the write");
  }

  @Test
  void put_whenAllMustAcknowledge_andARegionIsDown_returns255() {
    eastRegion.inject(Fault.down());

    Outcome put = command.expect(255, "put", "--item", "{\"id\":\"a\"}", "--acknowledge", "all");

    assertThat(put.err()).contains("us-east-1");
  }

  @Test
  void status_saysWhichRegionDoesNotAnswer() {
    command.expect(0, "status");
    eastRegion.inject(Fault.down());

    Outcome status = command.expect(1, "status", "--output", "text");

    assertThat(status.out().lines())
        .anyMatch(line -> line.startsWith("us-east-1\t") && line.contains("\tfalse\t"))
        .anyMatch(line -> line.startsWith("us-west-1\t") && line.contains("\ttrue\t"));
  }
}
