package io.github.dynamodbha.cli.demo;

import io.github.dynamodbha.cli.command.CliCommand;
import io.github.dynamodbha.cli.command.ExitCode;
import io.github.dynamodbha.cli.output.Console;
import picocli.CommandLine.Command;

/** Shows a table that survives the loss of a region. */
@Command(name = "demo")
public final class DemoCommand extends CliCommand {
  /** A command that prints there. */
  public DemoCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    return ExitCode.DONE;
  }
}
