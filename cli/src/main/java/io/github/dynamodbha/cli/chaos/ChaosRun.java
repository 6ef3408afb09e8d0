package io.github.dynamodbha.cli.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbha.cli.chaos.check.Finding;
import io.github.dynamodbha.cli.chaos.check.Outcome;
import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.local.LocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Round after round, until the time is up or a round finds something. */
final class ChaosRun {
  private static final int SHOWN = 5;
  private static final int SHOWN_LENGTH = 600;
  private static final String FINDINGS = "findings.txt";

  private final Console console;
  private final LocalRegions regions;
  private final Path directory;
  private final int writers;
  private final Sabotage sabotage;
  private final Tally tally = new Tally();

  ChaosRun(Console console, LocalRegions regions, Path directory, int writers, Sabotage sabotage) {
    this.console = console;
    this.regions = regions;
    this.directory = directory;
    this.writers = writers;
    this.sabotage = sabotage;
  }

  /**
   * Runs.
   *
   * @param first the first round; those before it are left out
   */
  Tally run(long seed, int first, Duration duration) throws IOException, InterruptedException {
    Duration left = duration;
    for (int round = first; left.compareTo(Duration.ZERO) > 0 && tally.broken() == 0; round++) {
      RoundPlan plan = RoundPlan.of(seed, round, left);
      run(plan);
      left = left.minus(plan.length());
    }
    return tally;
  }

  private void run(RoundPlan plan) throws IOException, InterruptedException {
    Path place = Files.createDirectory(directory.resolve("round-" + plan.round()));
    long before = tally.writes(Outcome.ACKNOWLEDGED);
    List<Finding> findings = new Round(plan, regions, writers, place, tally, sabotage).run();
    console.note(
        "round %d: %d writes acknowledged, %s"
            .formatted(
                plan.round(),
                tally.writes(Outcome.ACKNOWLEDGED) - before,
                findings.isEmpty() ? "all promises kept" : findings.size() + " PROMISES BROKEN"));
    if (findings.isEmpty()) {
      delete(place);
    } else {
      List<String> lines = findings.stream().map(Finding::toString).toList();
      Files.write(place.resolve(FINDINGS), lines, UTF_8);
      lines.stream().limit(SHOWN).forEach(this::show);
      console.error(
          "all %d findings are in %s, beside the histories; to do the same again: dynamodb-ha chaos --seed %d --first-round %d --regions %d --writers %d"
              .formatted(
                  findings.size(),
                  place.resolve(FINDINGS),
                  plan.seed(),
                  plan.round(),
                  regions.names().size(),
                  writers));
    }
  }

  private void show(String finding) {
    console.error(
        finding.length() < SHOWN_LENGTH ? finding : finding.substring(0, SHOWN_LENGTH) + " ...");
  }

  /** Removes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
