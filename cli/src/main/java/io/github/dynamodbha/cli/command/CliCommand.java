package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command has: its console, its help, and how it prints. */
@Command(
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    optionListHeading = "%nOptions:%n",
    descriptionHeading = "%n",
    sortOptions = false,
    usageHelpWidth = 100)
public abstract class CliCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--output",
      order = 90,
      paramLabel = "FORMAT",
      description = "json, jsonl (one result on each line), table or text (tabs between).")
  private @Nullable OutputFormat output;

  @Option(
      names = "--debug",
      order = 91,
      description = "Log each call of the AWS SDK, and print the stack trace of an error.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      order = 92,
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /** A command that prints there. */
  protected CliCommand(Console console) {
    this.console = console;
  }

  /** Whether stack traces are wanted. */
  public final boolean debug() {
    return debug;
  }

  /** Where it prints. */
  protected final Console console() {
    return console;
  }

  /** The format that was asked for, or the command's own. */
  protected final OutputFormat output(OutputFormat otherwise) {
    return output == null ? otherwise : output;
  }
}
