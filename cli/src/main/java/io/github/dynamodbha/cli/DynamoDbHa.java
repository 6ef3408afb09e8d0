package io.github.dynamodbha.cli;

import io.github.dynamodbha.cli.command.ExitCode;
import io.github.dynamodbha.cli.output.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands are below; by itself it prints its help. */
@Command(
    name = "dynamodb-ha",
    versionProvider = VersionProvider.class,
    header = "Keeps a DynamoDB table usable and identical in two or more regions.%n",
    synopsisHeading = "Usage: ",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    usageHelpWidth = 100,
    footer = {
      "",
      "Examples:",
      "  dynamodb-ha demo",
      "  dynamodb-ha status --table-name planets --regions us-east-1,us-west-1",
      "  dynamodb-ha sync --table-name planets --regions us-east-1,us-west-1",
      "",
      "Exit codes: 0 done; 1 the answer is no (item not found, replicas differ); 130 interrupted;",
      "252 usage; 253 configuration or credentials; 254 DynamoDB refused; 255 anything else, a",
      "sync that was done in part included.",
      "",
      "'dynamodb-ha COMMAND --help' tells all about a command."
    })
final class DynamoDbHa implements Callable<Integer> {
  private final Console console;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print version, commit and Java.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean version;

  DynamoDbHa(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.err().print(spec.commandLine().getUsageMessage());
    return ExitCode.USAGE;
  }
}
