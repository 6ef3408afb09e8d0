package io.github.dynamodbha.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.WriteResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes one item from every region, without a tombstone. */
@Command(
    name = "permanent-delete",
    header = "Remove an item without a trace, for administrators.",
    description = {
      "Removes the item itself from every region, unconditionally and without a tombstone.",
      "For administrators: a region that misses it brings the item back at the next sync."
    },
    footer = {
      "",
      "Example:",
      "  dynamodb-ha permanent-delete --table-name planets --regions us-east-1,us-west-1 \\",
      "      --key '{\"name\":\"Io\"}' --yes",
      "",
      "API calls: DescribeTable unless --hash-key is given; DeleteItem in every region."
    })
public final class PermanentDeleteCommand extends CliCommand {
  @Mixin private TableOptions table = new TableOptions();
  @Mixin private ItemOptions items = new ItemOptions();

  @Option(
      names = "--key",
      required = true,
      order = 20,
      paramLabel = "JSON",
      description = "The key's attributes as JSON, file://FILE, or - for standard input.")
  private String key = "";

  @Option(names = "--yes", order = 21, description = "Do it without asking.")
  private boolean yes;

  /** A command that prints there. */
  public PermanentDeleteCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    if (!yes && !console().terminal().input()) {
      throw new UsageException(
          "permanent-delete can't ask here, since standard input is no terminal: add --yes if you"
              + " are sure");
    }
    try (HighlyAvailableTable regions = table.open()) {
      ItemKey wanted = regions.keySchema().keyOf(items.read(console(), "--key", key));
      if (!yes && !confirmed(regions, wanted)) {
        console().note("nothing was deleted");
        return ExitCode.NO;
      }
      WriteResult result = regions.permanentDelete(wanted);
      WriteReport.printRemoval(console(), output(OutputFormat.json), result);
      return ExitCode.DONE;
    }
  }

  private boolean confirmed(HighlyAvailableTable regions, ItemKey wanted) {
    console()
        .err()
        .printf(
            "Remove item %s of table %s from %s for good? [y/N] ",
            wanted, regions.tableName(), regions.regions());
    console().err().flush();
    try {
      String answer = new BufferedReader(new InputStreamReader(console().in(), UTF_8)).readLine();
      return answer != null && answer.strip().matches("(?i)y|yes");
    } catch (IOException e) {
      return false;
    }
  }
}
