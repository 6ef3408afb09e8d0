package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Creates or replaces one item in every region. */
@Command(
    name = "put",
    header = "Create or replace an item in every region.",
    description = {
      "Creates or replaces an item in every region, and prints which regions stored it.",
      "It is done if --acknowledge regions did; a warning names those that missed it."
    },
    footer = {
      "",
      "Examples:",
      "  dynamodb-ha put --table-name planets --regions us-east-1,us-west-1 \\",
      "      --item '{\"name\":\"Io\",\"radius_km\":1821.6}'",
      "  dynamodb-ha put --table-name planets --regions us-east-1,us-west-1 \\",
      "      --format dynamodb-json --item file://io.json",
      "",
      "API calls: DescribeTable unless --hash-key is given; PutItem, conditional on the version, in",
      "every region."
    })
public final class PutCommand extends CliCommand {
  @Mixin private TableOptions table = new TableOptions();
  @Mixin private ItemOptions items = new ItemOptions();

  @Option(
      names = "--item",
      required = true,
      order = 20,
      paramLabel = "JSON",
      description = "The item as JSON, file://FILE, or - for standard input.")
  private String item = "";

  /** A command that prints there. */
  public PutCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (HighlyAvailableTable regions = table.open()) {
      Map<String, AttributeValue> image = items.read(console(), "--item", item);
      WriteReport.print(console(), output(OutputFormat.json), regions.put(image));
      return ExitCode.DONE;
    }
  }
}
