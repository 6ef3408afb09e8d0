package io.github.dynamodbha.cli;

import io.github.dynamodbha.cli.command.ExitCode;
import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputClosedException;

/** The process: one command, then its exit code. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name, and ends the process. */
  public static void main(String[] args) {
    Console console = Console.system();
    Logging.configure(args);
    Preloading.start(args);
    Interruption interruption = Interruption.watch(console, args);
    int exitCode = run(console, args);
    interruption.disarm();
    System.exit(exitCode);
  }

  static int run(Console console, String... args) {
    int exitCode = CommandLines.create(console, args).execute(args);
    try {
      console.flush();
      return exitCode;
    } catch (OutputClosedException e) {
      return exitCode == ExitCode.DONE ? CommandLines.report(console, e, false) : exitCode;
    }
  }
}
