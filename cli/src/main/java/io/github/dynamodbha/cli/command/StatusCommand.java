package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.cli.output.RecordPrinter;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.ReplicaStatus;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says of each region whether it answers, and what its table is like. */
@Command(
    name = "status",
    header = "Say of each region whether it answers and what its table is like.",
    description = {
      "Asks each region for the table: whether it answers and how fast, items and bytes (which",
      "AWS counts about every six hours), and whether the key schemas agree.",
      "Exit code 1 if a region does not answer or has no such table, 253 if key schemas differ."
    },
    footer = {
      "",
      "Example:",
      "  dynamodb-ha status --table-name planets --regions us-east-1,us-west-1",
      "",
      "API calls: DescribeTable in every region."
    })
public final class StatusCommand extends CliCommand {
  @Mixin private TableOptions table = new TableOptions();

  /** A command that prints there. */
  public StatusCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (HighlyAvailableTable regions = table.open()) {
      List<ReplicaStatus> replicas = regions.status();
      RegionRecords.requireCredentials(replicas);
      RecordPrinter.print(console(), output(OutputFormat.table), RegionRecords.of(replicas));
      requireOneKeySchema(replicas);
      return replicas.stream().allMatch(ReplicaStatus::isReachable) ? ExitCode.DONE : ExitCode.NO;
    }
  }

  private static void requireOneKeySchema(List<ReplicaStatus> replicas) {
    List<KeySchema> schemas =
        replicas.stream()
            .map(ReplicaStatus::keySchema)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (schemas.size() > 1) {
      throw new ConfigurationException(
          "The regions' key schemas differ ("
              + String.join("; ", schemas.stream().map(RegionRecords::described).toList())
              + "): create the table anew where it is wrong");
    }
  }
}
