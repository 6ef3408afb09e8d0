package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What sync and verify write besides their report, and when they don't begin at all. */
@WithLocalRegions
class SyncFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEYS = 150;

  @TempDir private Path directory;
  private final LocalRegion eastRegion;
  private final Command command;
  private final RawTable east;
  private final RawTable west;

  SyncFilesTest(LocalRegions regions) {
    command = Command.withTable(regions);
    eastRegion = regions.region("us-east-1");
    east = RawTable.of(eastRegion, command);
    west = RawTable.of(regions.region("us-west-1"), command);
  }

  private void putInEast(int items) {
    for (int i = 0; i < items; i++) {
      east.put("key \"" + i + "\"\n\u2028<\ud83d\ude80>", "2026-01-01T00:00:00", "x");
    }
  }

  @Test
  void divergences_areAllThere_howeverFewTheReportNames() throws IOException {
    putInEast(KEYS);
    Path keys = directory.resolve("keys.jsonl");
    Path report = directory.resolve("report.json");

    command.expect(0, "sync", "--divergences", keys.toString(), "--report", report.toString());

    List<String> lines = Files.readAllLines(keys);
    assertThat(lines).hasSize(KEYS).doesNotHaveDuplicates();
    for (String line : lines) {
      JsonNode divergence = JSON.readTree(line);
      assertThat(divergence.path("kind").asText()).isEqualTo("MISSING");
      assertThat(divergence.path("key").path("id").asText()).endsWith("\n\u2028<\ud83d\ude80>");
      assertThat(divergence.path("affected").path("us-west-1").asText()).isEqualTo("MISSING");
      assertThat(divergence.path("winnerVersion").asText()).isEqualTo("2026-01-01T00:00:00");
    }
    JsonNode json = JSON.readTree(Files.readString(report));
    assertThat(json.path("schema").asInt()).isEqualTo(2);
    assertThat(json.path("divergences")).hasSize(100);
    assertThat(json.path("counts").path("repaired").asInt()).isEqualTo(KEYS);
    assertThat(json.path("replicas").path(1).path("differing").path("missing").asInt())
        .isEqualTo(KEYS);
    int inPicture = 0;
    for (JsonNode column : json.path("picture")) {
      inPicture += column.path("missing").asInt();
    }
    assertThat(inPicture).isEqualTo(KEYS);
    assertThat(json.path("segments").asInt()).isPositive();
  }

  @Test
  void file_whenItCannotBeWritten_stopsTheRunBeforeItsFirstCall() {
    long before = eastRegion.requests();

    Outcome outcome = command.expect(252, "verify", "--divergences", "/no/such/keys.jsonl");

    assertThat(outcome.err()).contains("--divergences", "/no/such/keys.jsonl", "name a file");
    assertThat(eastRegion.requests()).isEqualTo(before);
  }

  @Test
  void progress_asJson_endsWithTheWholeRun() throws IOException {
    putInEast(3);

    Outcome sync = command.expect(0, "sync", "--progress", "json");

    List<String> lines = sync.err().lines().toList();
    JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
    assertThat(last.path("phase").asText()).isEqualTo("DONE");
    assertThat(last.path("counts").path("repaired").asInt()).isEqualTo(3);
    assertThat(last.path("regions").path(0).path("scannedItems").asInt()).isEqualTo(3);
    assertThat(last.path("confirmed").asInt()).isEqualTo(3);
  }

  @Test
  void verify_whenARegionIsPreferred_reportsWhatASyncWouldChange() throws IOException {
    east.put(Map.of("id", AttributeValue.fromS("a"), "v", AttributeValue.fromS("east")));
    west.put(Map.of("id", AttributeValue.fromS("a"), "v", AttributeValue.fromS("west")));
    Path keys = directory.resolve("keys.jsonl");

    command.expect(
        1, "verify", "--settle", "0s", "--prefer", "us-east-1", "--divergences", keys.toString());

    assertThat(Files.readString(keys)).contains("\"winnerRegion\":\"us-east-1\"");
    assertThat(command.expect(252, "verify", "--prefer", "moon").err()).contains("--prefer moon");
  }

  @Test
  void maxCost_whenTheEstimateIsOver_returns255_andReadsNothing() throws IOException {
    putInEast(KEYS);

    Outcome sync = command.expect(255, "sync", "--max-cost", "0.0000000001");

    assertThat(sync.err()).contains("--max-cost", "nothing was read or written");
    assertThat(sync.out()).isEmpty();
  }

  @Test
  void limits_whenTheyAreWrong_areNamed_withTheCure() {
    assertThat(command.expect(252, "sync", "--max-read-units", "0").err())
        .contains("--max-read-units", "'0' is no number above zero", "write 100");
    assertThat(command.expect(252, "sync", "--memory", "lots").err())
        .contains("--memory", "'lots' is no size", "256M");
    assertThat(command.expect(252, "sync", "--progress", "loud").err())
        .contains("--progress", "bar", "json");
  }
}
