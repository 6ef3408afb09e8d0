package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the regions identical. */
@Command(
    name = "sync",
    header = "Make the regions identical.",
    description = {
      "Makes the regions identical: the newest copy of each item goes where it is missing or",
      "older, and tombstones that every region holds are removed. Nothing newer is overwritten.",
      "Exit code 255 if a key could not be repaired or a conflict was left alone."
    },
    footer = {
      "",
      "Examples:",
      "  dynamodb-ha sync --table-name planets --regions us-east-1,us-west-1 --dry-run",
      "  dynamodb-ha sync --table-name planets --regions us-east-1,us-west-1 --tombstone-grace 24h",
      "  dynamodb-ha sync --table-name planets --regions us-east-1,us-west-1 \\",
      "      --checkpoint sync.checkpoint --max-read-units 2000 --max-cost 50 --html report.html",
      "",
      "API calls: DescribeTable, DescribeTimeToLive and Scan in every region; for what differs",
      "BatchGetItem or GetItem in every region, PutItem and DeleteItem with a condition."
    })
public final class SyncCommand extends CliCommand {
  @Mixin private TableOptions table = new TableOptions();
  @Mixin private RunOptions run = new RunOptions();

  @Option(
      names = "--dry-run",
      order = 20,
      description = "Only say what would be done. Default: do it.")
  private boolean dryRun;

  @Option(
      names = "--tombstone-grace",
      order = 21,
      paramLabel = "TIME",
      converter = Durations.class,
      description =
          "How old a tombstone must be to be removed, such as 24h. Default: 0s. Choose it longer"
              + " than any write may be delayed.")
  private Duration tombstoneGrace = Duration.ZERO;

  /** A command that prints there. */
  public SyncCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (HighlyAvailableTable regions = table.open()) {
      SyncOptions.Builder options =
          SyncOptions.builder().dryRun(dryRun).tombstoneGrace(tombstoneGrace);
      SyncReport report =
          run.run(console(), output(OutputFormat.text), regions, options, regions::sync);
      return exitCode(report);
    }
  }

  private int exitCode(SyncReport report) {
    if (!report.complete()) {
      console()
          .error(
              dryRun
                  ? "some keys could not be looked at or could not be repaired: see what was skipped"
                  : "the sync was done in part only: see what was skipped and why, and run it again"
                      + " when that is mended");
      return ExitCode.FAILED;
    }
    if (report.counts().unresolved() > 0) {
      console()
          .error(
              "conflicts were left alone, since no copy has a version: run it again with --prefer"
                  + " REGION to choose the region that wins");
      return ExitCode.FAILED;
    }
    return ExitCode.DONE;
  }
}
