package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.ItemPrinter;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints one item; its absence is exit code 1. */
@Command(
    name = "get",
    header = "Print one item.",
    description = "Prints the newest copy of an item; exit code 1 if there is none.",
    footer = {
      "",
      "Example:",
      "  dynamodb-ha get --table-name planets --regions us-east-1,us-west-1 --key '{\"name\":\"Io\"}'",
      "",
      "API calls: DescribeTable unless --hash-key is given; GetItem in every region (nearest: in",
      "one); PutItem, conditional, where a copy is older than the newest."
    })
public final class GetCommand extends CliCommand {
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
  public GetCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (HighlyAvailableTable regions = table.open()) {
      Map<String, AttributeValue> wanted = items.read(console(), "--key", key);
      Optional<Map<String, AttributeValue>> item = regions.get(wanted);
      if (item.isEmpty()) {
        console().note("no item has the key " + regions.keySchema().keyOf(wanted));
        return ExitCode.NO;
      }
      new ItemPrinter(
              console(),
              output(OutputFormat.json),
              items.codec(),
              List.copyOf(regions.keySchema().names()))
          .printOne(item.get());
      return ExitCode.DONE;
    }
  }
}
