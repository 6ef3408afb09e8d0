package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.command.CliCommand;
import io.github.dynamodbha.cli.command.Durations;
import io.github.dynamodbha.cli.command.ExitCode;
import io.github.dynamodbha.cli.command.UsageException;
import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.cli.output.RecordPrinter;
import io.github.dynamodbha.local.LocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries to make the library lose something. */
@Command(
    name = "chaos",
    header = "Try to make the library lose, resurrect or split an item; say whether it did.",
    description = {
      "Starts local regions, and processes that write to them with wrong clocks and are killed, while",
      "regions fail in every way and a sync runs, is killed and goes on. After every 20 s all is",
      "healed and synced, and the tables are read without the library and compared with what each",
      "client was told. Exit code 1 if a promise was broken: the histories are kept then. See",
      "docs/chaos.md. Needs no AWS account and uses no credentials."
    },
    footer = {
      "",
      "Examples:",
      "  dynamodb-ha chaos",
      "  dynamodb-ha chaos --duration 8h --regions 2 --writers 5",
      "",
      "API calls: on 127.0.0.1 only."
    })
public final class ChaosCommand extends CliCommand {
  private static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1");
  private static final int MAX_WRITERS = 64;

  /** Short enough to be typed again. */
  private static final int SEEDS = 1_000_000;

  @Option(
      names = "--seed",
      order = 1,
      paramLabel = "NUMBER",
      description = "Decides on faults, kills, clocks and calls. Default: another one each time.")
  private @Nullable Long seed;

  @Option(
      names = "--duration",
      order = 2,
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long regions and processes fail, all rounds together. Default: 60s.")
  private Duration duration = Duration.ofSeconds(60);

  @Option(
      names = "--first-round",
      order = 3,
      paramLabel = "NUMBER",
      description = "Begin with this round of the seed. Default: 0.")
  private int firstRound;

  @Option(
      names = "--regions",
      order = 4,
      paramLabel = "NUMBER",
      description = "How many regions: 2 or 3. Default: 3.")
  private int regions = REGIONS.size();

  @Option(
      names = "--writers",
      order = 5,
      paramLabel = "NUMBER",
      description = "How many writing processes, of three threads each. Default: 3.")
  private int writers = 3;

  @Option(
      names = "--directory",
      order = 6,
      paramLabel = "DIRECTORY",
      description =
          "Where histories are kept until they are judged, in a directory of their own. Default: the"
              + " system's directory of temporary files.")
  private @Nullable Path directory;

  @Option(
      names = "--sabotage",
      order = 7,
      paramLabel = "HOW",
      description =
          "Spoil the tables before they are judged, to see that it is found: lost, resurrected or"
              + " divergent. Default: none.")
  private Sabotage sabotage = Sabotage.NONE;

  /** A command that prints there. */
  public ChaosCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    long chosen = seed == null ? new SecureRandom().nextInt(SEEDS) : seed;
    Path place =
        directory == null
            ? Files.createTempDirectory("dynamodb-ha-chaos-")
            : Files.createTempDirectory(Files.createDirectories(directory), "chaos-");
    console().note("seed " + chosen);
    Tally tally;
    try (LocalRegions local =
        LocalRegions.builder()
            .regions(REGIONS.subList(0, regions))
            .dataDirectory(place.resolve("regions"))
            .start()) {
      Thread stop = new Thread(() -> end(local, place), "end-chaos");
      Runtime.getRuntime().addShutdownHook(stop);
      tally =
          new ChaosRun(console(), local, place, writers, sabotage)
              .run(chosen, firstRound, duration);
      Runtime.getRuntime().removeShutdownHook(stop);
    }
    if (tally.broken() == 0) {
      ChaosRun.delete(place);
    }
    print(chosen, tally);
    return tally.broken() == 0 ? ExitCode.DONE : ExitCode.NO;
  }

  /** Ends and removes everything, for a signal. */
  private void end(LocalRegions local, Path place) {
    try {
      ChildProcess.killAll();
      local.close();
      ChaosRun.delete(place);
    } catch (IOException e) {
      console().warning("some files are left in " + place + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check() {
    if (regions < 2 || regions > REGIONS.size()) {
      throw new UsageException("--regions " + regions + " is not 2 or 3");
    }
    if (writers < 1 || writers > MAX_WRITERS) {
      throw new UsageException("--writers " + writers + " is not 1 to " + MAX_WRITERS);
    }
    if (duration.isZero() || firstRound < 0) {
      throw new UsageException("--duration and --first-round can't be so small");
    }
  }

  private void print(long chosen, Tally tally) {
    OutputFormat format = output(OutputFormat.table);
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("seed", chosen);
    figures.putAll(tally.figures());
    if (format.hasColumns()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      figures.forEach(
          (what, count) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("what", what);
            row.put("count", count);
            rows.add(row);
          });
      RecordPrinter.print(console(), format, rows);
    } else {
      RecordPrinter.print(console(), format, figures);
    }
  }
}
