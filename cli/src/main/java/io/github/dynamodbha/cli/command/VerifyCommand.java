package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves that the regions are identical, or says how they differ. */
@Command(
    name = "verify",
    header = "Prove that the regions are identical, or say how they differ.",
    description = {
      "Compares the regions whole and changes nothing. Exit code 0 if they are identical, 1 if",
      "they differ, 255 if none differs but a key could not be compared. What differs is",
      "looked at twice, so that writes under way do not count."
    },
    footer = {
      "",
      "Examples:",
      "  dynamodb-ha verify --table-name planets --regions us-east-1,us-west-1 --html report.html",
      "  dynamodb-ha verify --table-name planets --table-name us-west-1=planets-copy \\",
      "      --profile us-west-1=other-account --regions us-east-1,us-west-1",
      "",
      "API calls: DescribeTable, DescribeTimeToLive and Scan in every region; for what differs",
      "BatchGetItem or GetItem in every region."
    })
public final class VerifyCommand extends CliCommand {
  @Mixin private TableOptions table = new TableOptions();
  @Mixin private RunOptions run = new RunOptions();

  @Option(
      names = "--settle",
      order = 20,
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long to wait before the second look. Default: 2s.")
  private @Nullable Duration settle;

  /** A command that prints there. */
  public VerifyCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (HighlyAvailableTable regions = table.open()) {
      SyncOptions.Builder options = SyncOptions.builder();
      if (settle != null) {
        options.settle(settle);
      }
      SyncReport report =
          run.run(console(), output(OutputFormat.text), regions, options, regions::verify);
      if (report.counts().differing() > 0) {
        return ExitCode.NO;
      }
      return report.complete() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }
}
