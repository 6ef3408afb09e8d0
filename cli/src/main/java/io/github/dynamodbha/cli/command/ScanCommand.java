package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.ItemPrinter;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.ReadOptions;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints the whole table. */
@Command(
    name = "scan",
    header = "Print the whole table.",
    description = {
      "Prints every item of the table: of each the newest copy in any region.",
      "Deleted items are left out. It never ends well with a part of the table only."
    },
    footer = {
      "",
      "Examples:",
      "  dynamodb-ha scan --table-name planets --regions us-east-1,us-west-1 --output table",
      "  dynamodb-ha scan --table-name planets --regions us-east-1,us-west-1 --output jsonl > all",
      "",
      "API calls: DescribeTable unless --hash-key is given; Scan in every region (nearest: in one)."
    })
public final class ScanCommand extends CliCommand {
  @Mixin private TableOptions table = new TableOptions();
  @Mixin private ItemOptions items = new ItemOptions();

  @Option(
      names = "--by-key",
      order = 20,
      description = "Print an object of items by their key (HASH, or HASH/RANGE), not a list.")
  private boolean byKey;

  @Option(
      names = "--with-deleted",
      order = 21,
      description = "Print tombstones too, and the version of each item.")
  private boolean withDeleted;

  /** A command that prints there. */
  public ScanCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (HighlyAvailableTable regions = table.open()) {
      KeySchema schema = regions.keySchema();
      ReadOptions options =
          ReadOptions.builder()
              .includeTombstones(withDeleted)
              .includeSystemAttributes(withDeleted)
              .build();
      ItemPrinter printer =
          new ItemPrinter(console(), output(OutputFormat.json), items.codec(), schema.names());
      printer.begin(byKey);
      for (Map<String, AttributeValue> item : regions.scanItems(options)) {
        printer.print(byKey ? schema.keyOf(item).toString() : null, item);
      }
      printer.end();
      return ExitCode.DONE;
    }
  }
}
