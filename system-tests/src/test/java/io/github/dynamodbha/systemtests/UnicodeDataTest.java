package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A real table: every character of Unicode (Debian's unicode-data), of which boto3 alters one in a
 * hundred in one region. The command syncs, and boto3 compares the regions with nothing of ours
 * between.
 */
@WithLocalRegions
class UnicodeDataTest {
  private static final int ONE_IN = 100;

  /** A page of a megabyte takes DynamoDB Local long where tests share two cores. */
  private static final String PATIENT = "60s";

  @Test
  void sync_repairsAlteredCharacters_exactly(LocalRegions regions) throws Exception {
    Path data =
        OutsideClient.file("/usr/share/unicode/UnicodeData.txt", "Unicode's data (unicode-data)");
    OutsideClient boto3 = OutsideClient.boto3("unicode_data.py");
    LocalRegion east = regions.region("us-east-1");
    LocalRegion west = regions.region("us-west-1");
    Command command = new Command(regions);
    command.expect(0, "create-table", "--hash-key", "id:N");
    Stream.of(east, west)
        .parallel()
        .forEach(
            region ->
                assertThat(boto3.run(region, command, "load", Command.TABLE, data.toString()))
                    .isEmpty());
    command.expect(0, "verify", "--settle", "0s", "--timeout", PATIENT);
    int altered = Integer.parseInt(boto3.run(west, command, "alter", Command.TABLE).strip());

    JsonNode verify =
        json(
            command.expect(
                1, "verify", "--settle", "0s", "--timeout", PATIENT, "--output", "json"));
    JsonNode sync = json(command.expect(0, "sync", "--timeout", PATIENT, "--output", "json"));

    long characters;
    try (var lines = Files.lines(data)) {
      characters = lines.count();
    }
    assertThat(altered).isEqualTo((int) (characters / ONE_IN));
    assertThat(verify.path("keysCompared").asLong()).isEqualTo(characters);
    assertThat(verify.path("stale").asInt() + verify.path("missing").asInt()).isEqualTo(altered);
    assertThat(sync.path("repaired").asInt()).isEqualTo(altered);
    assertThat(
            boto3.run(
                west, command, "compare", Command.TABLE, east.endpoint().toString(), east.name()))
        .isEqualTo("identical " + characters + "\n");
    command.expect(0, "verify", "--settle", "0s", "--timeout", PATIENT);
  }

  private static JsonNode json(Outcome outcome) throws Exception {
    return new ObjectMapper().readTree(outcome.out()).path("counts");
  }
}
