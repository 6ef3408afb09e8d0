package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithLocalRegions
class ItemCommandsTest {
  private final Command command;

  ItemCommandsTest(LocalRegions regions) {
    command = Command.withTable(regions);
  }

  @Test
  void put_thenGet_givesTheItemBack_digitForDigit() {
    String item =
        "{\"id\":\"M\u00fcnchen \ud83e\ude90\",\"l\":[1.25,null,true,{\"x\":\"\"}],"
            + "\"n\":12345678901234567890123456789012345678}";

    Outcome put = command.expect(0, "put", "--item", item, "--output", "jsonl");
    Outcome get =
        command.expect(
            0, "get", "--key", "{\"id\":\"M\u00fcnchen \ud83e\ude90\"}", "--output", "jsonl");

    assertThat(put.out())
        .contains("\"stored\":[\"us-east-1\",\"us-west-1\"]")
        .contains("\"missed\":{}");
    assertThat(get.out()).isEqualTo(item + "\n");
  }

  @Test
  void put_whenARegionIsDown_warnsOfItOnce(LocalRegions regions) {
    regions.region("us-west-1").inject(Fault.down());
    try {
      Outcome put = command.expect(0, "put", "--item", "{\"id\":\"Mars\"}");

      assertThat(put.err()).containsOnlyOnce("missed");
    } finally {
      regions.heal();
    }
  }

  @Test
  void get_whenThereIsNoItem_answersNo() {
    Outcome get = command.expect(1, "get", "--key", "{\"id\":\"nobody\"}");

    assertThat(get.out()).isEmpty();
    assertThat(get.err()).contains("no item has the key nobody");
  }

  @Test
  void dynamoDbJson_keepsEveryType() {
    String item =
        "{\"id\":{\"S\":\"a\"},\"b\":{\"B\":\"AP8=\"},\"s\":{\"SS\":[\"x\",\"y\"]},\"z\":{\"NULL\":true}}";
    command.expect(0, "put", "--format", "dynamodb-json", "--item", item);

    Outcome typed =
        command.expect(
            0,
            "get",
            "--format",
            "dynamodb-json",
            "--output",
            "jsonl",
            "--key",
            "{\"id\":{\"S\":\"a\"}}");
    Outcome plain = command.expect(0, "get", "--output", "jsonl", "--key", "{\"id\":\"a\"}");

    assertThat(typed.out()).isEqualTo(item + "\n");
    assertThat(typed.err()).isEmpty();
    assertThat(plain.out())
        .isEqualTo("{\"id\":\"a\",\"b\":\"AP8=\",\"s\":[\"x\",\"y\"],\"z\":null}\n");
    assertThat(plain.err()).contains("[b, s]").contains("--format dynamodb-json");
  }

  @Test
  void item_isReadFromAFileAndFromStandardInput(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("item.json"), "{\"id\":\"file\"}");

    command.expect(0, "put", "--item", "file://" + file);
    assertThat(command.runWithInput("{\"id\":\"stdin\"}", "put", "--item", "-").exitCode())
        .isZero();

    Outcome scan = command.expect(0, "scan", "--output", "jsonl");
    assertThat(scan.out().lines())
        .containsExactlyInAnyOrder("{\"id\":\"file\"}", "{\"id\":\"stdin\"}");
  }

  @Test
  void delete_leavesATombstoneThatScanHides() {
    command.expect(0, "put", "--item", "{\"id\":\"a\"}");
    command.expect(0, "delete", "--key", "{\"id\":\"a\"}");

    assertThat(command.expect(0, "scan").out()).isEqualTo("[]\n");
    assertThat(command.expect(0, "scan", "--with-deleted", "--by-key").out())
        .contains("\"a\": {", "\"deleted\": 1", "\"last_updated\": \"");
    command.expect(1, "get", "--key", "{\"id\":\"a\"}");
  }

  @Test
  void delete_ofWhatIsNotThere_isNoErrorAndWritesNothing() {
    assertThat(command.expect(0, "delete", "--key", "{\"id\":\"a\"}").out())
        .contains("\"version\": null");
    assertThat(command.expect(0, "scan", "--with-deleted").out()).isEqualTo("[]\n");
  }

  @Test
  void permanentDelete_leavesNothing() {
    command.expect(0, "put", "--item", "{\"id\":\"a\"}");
    command.expect(0, "permanent-delete", "--yes", "--key", "{\"id\":\"a\"}");

    assertThat(command.expect(0, "scan", "--with-deleted").out()).isEqualTo("[]\n");
  }

  @Test
  void permanentDelete_whenItCannotAsk_refuses() {
    command.expect(0, "put", "--item", "{\"id\":\"a\"}");

    Outcome refused = command.expect(252, "permanent-delete", "--key", "{\"id\":\"a\"}");

    assertThat(refused.err()).contains("--yes");
    command.expect(0, "get", "--key", "{\"id\":\"a\"}");
  }

  @Test
  void output_whenItsReaderGoesAway_endsWithoutNoise() {
    String large = "{\"id\":\"a\",\"t\":\"" + "x".repeat(300_000) + "\"}";
    assertThat(command.runWithInput(large, "put", "--item", "-").exitCode()).isZero();
    ProcessBuilder scan = command.builder(Map.of(), "scan");
    StringBuilder script = new StringBuilder();
    scan.command().forEach(word -> script.append('\'').append(word).append("' "));
    scan.command("sh", "-c", script + "| head -c 10; echo");

    Outcome outcome = Processes.run(scan, "");

    assertThat(outcome.out()).startsWith("[\n  {");
    assertThat(outcome.err()).isEmpty();
  }
}
