package io.github.dynamodbha.cli;

import io.github.dynamodbha.cli.chaos.ChaosCommand;
import io.github.dynamodbha.cli.command.CreateTableCommand;
import io.github.dynamodbha.cli.command.DeleteCommand;
import io.github.dynamodbha.cli.command.GetCommand;
import io.github.dynamodbha.cli.command.LocalCommand;
import io.github.dynamodbha.cli.command.PermanentDeleteCommand;
import io.github.dynamodbha.cli.command.PutCommand;
import io.github.dynamodbha.cli.command.ScanCommand;
import io.github.dynamodbha.cli.command.StatusCommand;
import io.github.dynamodbha.cli.command.SyncCommand;
import io.github.dynamodbha.cli.command.VerifyCommand;
import io.github.dynamodbha.cli.demo.DemoCommand;
import io.github.dynamodbha.cli.output.Console;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/** All commands, in the order in which help lists them. */
final class Commands {
  private static final String COMPLETION = "generate-completion";
  private static final String HELP = "help";

  /** Those that speak of all the others. */
  private static final Set<String> OF_ALL = Set.of(COMPLETION, HELP);

  private static final Map<String, Function<Console, Object>> ALL = all();

  private Commands() {}

  private static Map<String, Function<Console, Object>> all() {
    Map<String, Function<Console, Object>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand::new);
    commands.put("get", GetCommand::new);
    commands.put("put", PutCommand::new);
    commands.put("delete", DeleteCommand::new);
    commands.put("permanent-delete", PermanentDeleteCommand::new);
    commands.put("scan", ScanCommand::new);
    commands.put("sync", SyncCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("create-table", CreateTableCommand::new);
    commands.put("local", LocalCommand::new);
    commands.put("chaos", ChaosCommand::new);
    commands.put(COMPLETION, any -> new GenerateCompletion());
    commands.put(HELP, any -> new CommandLine.HelpCommand());
    return commands;
  }

  /** Adds the command that the first argument names, or all if it names none or needs them. */
  static void addTo(CommandLine line, Console console, String... args) {
    Function<Console, Object> named = args.length == 0 ? null : ALL.get(args[0]);
    if (named != null && !OF_ALL.contains(args[0])) {
      line.addSubcommand(args[0], named.apply(console));
    } else {
      ALL.forEach((name, command) -> line.addSubcommand(name, command.apply(console)));
    }
  }
}
