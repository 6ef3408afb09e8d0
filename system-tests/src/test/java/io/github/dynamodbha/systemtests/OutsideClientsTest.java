package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the AWS CLI and boto3 write, dynamodb-ha reads, and the other way round. */
@WithLocalRegions
class OutsideClientsTest {
  private final LocalRegion east;
  private final LocalRegion west;
  private final Command command;

  OutsideClientsTest(LocalRegions regions) {
    east = regions.region("us-east-1");
    west = regions.region("us-west-1");
    command = Command.withTable(regions);
  }

  private static String[] aws(LocalRegion region, String operation, String... options) {
    return Stream.concat(
            Stream.of(
                "dynamodb",
                operation,
                "--endpoint-url",
                region.endpoint().toString(),
                "--table-name",
                Command.TABLE),
            Stream.of(options))
        .toArray(String[]::new);
  }

  @Test
  void item_thatTheAwsCliWrote_isReadAndSpread() {
    OutsideClient aws = OutsideClient.aws();
    aws.run(
        east,
        command,
        aws(east, "put-item", "--item", "{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1.5\"}}"));

    assertThat(command.expect(0, "get", "--key", "{\"id\":\"a\"}", "--output", "jsonl").out())
        .isEqualTo("{\"id\":\"a\",\"n\":1.5}\n");
    command.expect(0, "sync");
    assertThat(aws.run(west, command, aws(west, "scan"))).contains("\"N\": \"1.5\"");
  }

  @Test
  void item_thatWeWrote_isReadByTheAwsCli_inEveryRegion() {
    OutsideClient aws = OutsideClient.aws();
    command.expect(0, "put", "--item", "{\"id\":\"a\",\"name\":\"\u00c5ngstr\u00f6m\"}");

    for (LocalRegion region : new LocalRegion[] {east, west}) {
      assertThat(
              aws.run(region, command, aws(region, "get-item", "--key", "{\"id\":{\"S\":\"a\"}}")))
          .contains("last_updated")
          .containsAnyOf("\u00c5ngstr\u00f6m", "\\u00c5ngstr\\u00f6m");
    }
  }

  @Test
  void items_ofEveryType_thatBoto3Wrote_areReadTypeForType_andBack() {
    OutsideClient boto3 = OutsideClient.boto3("every_type.py");
    boto3.run(east, command, "write", Command.TABLE);

    command.expect(0, "sync");
    String typed =
        command
            .expect(
                0,
                "get",
                "--format",
                "dynamodb-json",
                "--output",
                "jsonl",
                "--key",
                "{\"id\":{\"S\":\"types\"}}")
            .out();
    assertThat(command.runWithInput(typed, "put", "--format", "dynamodb-json", "--item", "-").err())
        .isEmpty();

    assertThat(boto3.run(east, command, "check", Command.TABLE)).isEqualTo("ok\n");
    assertThat(boto3.run(west, command, "check", Command.TABLE)).isEqualTo("ok\n");
  }
}
