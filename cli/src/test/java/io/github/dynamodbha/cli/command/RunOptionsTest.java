package io.github.dynamodbha.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.cli.output.TestConsole;
import io.github.dynamodbha.sync.SyncLimits;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** That each option reaches the run, and that one that can't be used stops it before it begins. */
class RunOptionsTest {
  @TempDir private Path directory;
  private final TestConsole console = new TestConsole();
  private final List<SyncOptions> begun = new ArrayList<>();

  /** A run that ends as soon as it has seen its options. */
  private static final class Begun extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void run(Function<SyncOptions, SyncReport> run, String... words) {
    RunOptions options = new RunOptions();
    CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    line.parseArgs(words);
    try (HighlyAvailableTable table =
        HighlyAvailableTable.builder()
            .tableName("t")
            .replica(r -> r.region("east").endpointOverride(URI.create("http://127.0.0.1:1")))
            .replica(r -> r.region("west").endpointOverride(URI.create("http://127.0.0.1:1")))
            .build()) {
      var unused =
          options.run(console.console(), OutputFormat.text, table, SyncOptions.builder(), run);
    }
  }

  private SyncOptions begin(String... words) {
    assertThatThrownBy(
            () ->
                run(
                    options -> {
                      begun.add(options);
                      throw new Begun();
                    },
                    words))
        .isInstanceOf(Begun.class);
    return begun.get(0);
  }

  @Test
  void options_whenNoneIsGiven_areTheDefaults() {
    SyncOptions options = begin();

    assertThat(options.limits()).isEqualTo(SyncLimits.DEFAULT);
    assertThat(options.concurrency()).isEqualTo(SyncOptions.DEFAULT.concurrency());
    assertThat(options.spillDirectory()).isEqualTo(SyncOptions.DEFAULT.spillDirectory());
    assertThat(options.checkpoint()).isNull();
    assertThat(options.preferRegion()).isNull();
  }

  @Test
  void options_whenGiven_reachTheRun() {
    String checkpoint = directory.resolve("checkpoint").toString();
    SyncOptions options =
        begin(
            "--max-read-units=100",
            "--max-write-units=0.5",
            "--max-cost=12.5",
            "--memory=64M",
            "--spill-dir=" + directory,
            "--concurrency=3",
            "--checkpoint=" + checkpoint,
            "--prefer=west");

    assertThat(options.limits()).isEqualTo(new SyncLimits(100, 0.5, 12.5, 64L << 20));
    assertThat(options.concurrency()).isEqualTo(3);
    assertThat(options.spillDirectory()).isEqualTo(directory);
    assertThat(options.checkpoint()).hasToString(checkpoint);
    assertThat(options.preferRegion()).isEqualTo("west");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--concurrency=65 | give 1 to 64",
        "--concurrency=0 | give 1 to 64",
        "--memory=1K | give 64K or more",
        "--spill-dir=/no/such/directory | a directory that exists",
        "--report=/no/such/report.json | a file in a directory that exists",
        "--html=/no/such/page.html | a file in a directory that exists",
        "--divergences=/no/such/keys.jsonl | a file in a directory that exists",
        "--checkpoint=/no/such/checkpoint | a file in a directory that exists",
        "--prefer=north | none of the regions east,west: name one of them",
      })
  void option_whenItCantBeUsed_isNamed_withTheCure_andNothingBegins(String word, String cure) {
    assertThatThrownBy(
            () ->
                run(
                    options -> {
                      throw new AssertionError("the run began");
                    },
                    word))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(word.substring(0, word.indexOf('=')))
        .hasMessageContaining(cure);
  }

  @Test
  void files_whenTwoAreTheSame_areRefused() {
    String file = directory.resolve("report").toString();

    assertThatThrownBy(
            () ->
                run(
                    options -> {
                      throw new AssertionError("the run began");
                    },
                    "--report=" + file,
                    "--html=" + directory + "/./report"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--report")
        .hasMessageContaining("--html")
        .hasMessageContaining("name two files");
  }

  @Test
  void divergences_areAFileFromTheStart() {
    Path file = directory.resolve("keys.jsonl");

    assertThat(begin("--divergences=" + file)).isNotNull();

    assertThat(file).exists().isEmptyFile();
  }
}
