package io.github.dynamodbha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.cli.command.ExitCode;
import io.github.dynamodbha.cli.output.TestConsole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
  private final TestConsole console = new TestConsole();

  @Test
  void help_listsEveryCommandWithItsHeader() {
    assertThat(Main.run(console.console(), "--help")).isEqualTo(ExitCode.DONE);
    assertThat(console.out()).contains("demo", "get", "permanent-delete", "generate-completion");
    assertThat(console.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void everyCommand_namesItsApiCallsAndAnExample() {
    Map<String, CommandLine> commands = CommandLines.create(console.console()).getSubcommands();
    commands.forEach(
        (name, command) -> {
          if (!Set.of("generate-completion", "help").contains(name)) {
            assertThat(command.getUsageMessage())
                .as(name)
                .contains("API calls: ", "dynamodb-ha " + name, "--debug")
                .doesNotContain("null");
          }
        });
  }

  @Test
  void noCommand_printsHelpAsAnError() {
    assertThat(Main.run(console.console())).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).contains("Commands:");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void misspeltCommand_isSuggested() {
    assertThat(Main.run(console.console(), "verfy")).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).contains("verify").contains("Try 'dynamodb-ha --help'");
  }

  @Test
  void permanentDelete_isNeverSuggested() {
    for (String misspelt : List.of("nope", "permanent", "delet")) {
      assertThat(Main.run(console.console(), misspelt)).isEqualTo(ExitCode.USAGE);
    }
    assertThat(console.err()).doesNotContain("permanent-delete").contains("delete");
  }

  @Test
  void helpCommand_printsHelp() {
    assertThat(Main.run(console.console(), "help")).isEqualTo(ExitCode.DONE);
    assertThat(Main.run(console.console(), "help", "verify")).isEqualTo(ExitCode.DONE);
    assertThat(console.out()).contains("Commands:", "Usage: dynamodb-ha verify");
  }

  @Test
  void misspeltOption_isSuggested() {
    assertThat(Main.run(console.console(), "get", "--table-nam", "t")).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).contains("--table-name").contains("dynamodb-ha get --help");
  }

  @Test
  void completion_completesEveryCommand() {
    assertThat(Main.run(console.console(), "generate-completion")).isEqualTo(ExitCode.DONE);
    assertThat(console.out()).contains("complete -F", "permanent-delete", "--tombstone-grace");
  }

  @Test
  void version_namesJava() {
    assertThat(Main.run(console.console(), "--version")).isEqualTo(ExitCode.DONE);
    assertThat(console.out()).startsWith("dynamodb-ha ").contains("Java " + Runtime.version());
  }
}
