package io.github.dynamodbha.cli;

import io.github.dynamodbha.cli.command.CliCommand;
import io.github.dynamodbha.cli.command.ExitCode;
import io.github.dynamodbha.cli.output.Console;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes picocli's command line, with our streams, colours, messages and exit codes. */
final class CommandLines {
  private CommandLines() {}

  /**
   * A command line for these arguments: if they name a command, with that one alone, since reading
   * the options of all of them takes longer than most of them run.
   */
  static CommandLine create(Console console, String... args) {
    CommandLine line = new CommandLine(new DynamoDbHa(console));
    Commands.addTo(line, console, args);
    line.setOut(
        new PrintWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8), true));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setUsageHelpAutoWidth(false);
    Ansi ansi = console.terminal().color() && console.terminal().output() ? Ansi.ON : Ansi.OFF;
    line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    line.setParameterExceptionHandler((wrong, arguments) -> usage(console, wrong));
    line.setExecutionExceptionHandler(
        (thrown, command, parsed) -> report(console, thrown, isDebug(command)));
    return line;
  }

  /** Prints what a thrown exception means, and returns its exit code. */
  static int report(Console console, Throwable thrown, boolean debug) {
    ErrorVerdict verdict = ErrorTable.verdict(thrown);
    if (!verdict.message().isEmpty()) {
      console.error(verdict.message());
    }
    if (debug) {
      thrown.printStackTrace(console.err());
    }
    return verdict.exitCode();
  }

  private static int usage(Console console, ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    console.error(ErrorTable.messageOf(wrong));
    suggest(console, wrong);
    console.err().println("Try '" + command + " --help'.");
    return ExitCode.USAGE;
  }

  /** As picocli does, but for the command that nobody should run by accident. */
  private static void suggest(Console console, ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions =
          unmatched.getSuggestions().stream()
              .filter(suggestion -> !suggestion.contains("permanent-delete"))
              .toList();
      if (!suggestions.isEmpty()) {
        console.err().println("Did you mean " + String.join(" or ", suggestions) + "?");
      }
    }
  }

  private static boolean isDebug(CommandLine line) {
    return line.getCommand() instanceof CliCommand command && command.debug();
  }
}
