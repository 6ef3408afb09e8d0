package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Deletes one item in every region, by a tombstone. */
@Command(
    name = "delete",
    header = "Delete an item in every region.",
    description = {
      "Deletes an item in every region, and prints which regions stored the deletion.",
      "Each gets a tombstone, so that the item does not come back; the next sync removes it.",
      "Deleting what is not there is no error and writes nothing."
    },
    footer = {
      "",
      "Example:",
      "  dynamodb-ha delete --table-name planets --regions us-east-1,us-west-1 --key '{\"name\":\"Io\"}'",
      "",
      "API calls: DescribeTable unless --hash-key is given; GetItem and PutItem, conditional on the",
      "version, in every region."
    })
public final class DeleteCommand extends CliCommand {
  @Mixin private TableOptions table = new TableOptions();
  @Mixin private ItemOptions items = new ItemOptions();

  @Option(
      names = "--key",
      required = true,
      order = 20,
      paramLabel = "JSON",
      description = "The key's attributes as JSON, file://FILE, or - for standard input.")
  private String key = "";

  /** A command that prints there. */
  public DeleteCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (HighlyAvailableTable regions = table.open()) {
      Map<String, AttributeValue> wanted = items.read(console(), "--key", key);
      WriteReport.print(console(), output(OutputFormat.json), regions.delete(wanted));
      return ExitCode.DONE;
    }
  }
}
