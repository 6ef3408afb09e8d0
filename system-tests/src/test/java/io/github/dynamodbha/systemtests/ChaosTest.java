package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole processes that fail and are killed; see docs/chaos.md. */
class ChaosTest {
  private static final List<String> BROKEN =
      List.of("lost", "resurrected", "divergent", "invented", "unexpected");

  /** A minute by default; a system property makes it longer. */
  private static final String DURATION = System.getProperty("dynamodbha.chaos.duration", "60s");

  private static final String SEED = System.getProperty("dynamodbha.chaos.seed", "20251019");

  /** A machine that is too busy for so many leaves hardly a deletion to purge. */
  private static final long MANY_WRITES = 1_000;

  @TempDir private Path directory;

  private ProcessBuilder chaos(String... options) {
    List<String> words = Stream.concat(Stream.of("chaos"), Stream.of(options)).toList();
    ProcessBuilder builder = Command.launch(words.toArray(String[]::new));
    builder.command().addAll(List.of("--directory", directory.toString(), "--output", "json"));
    return builder;
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void chaos_breaksNoPromise_andLeavesNothingBehind() throws IOException {
    Outcome outcome = Processes.run(chaos("--seed", SEED, "--duration", DURATION), "");

    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    JsonNode figures = Json.parse(outcome.out());
    assertThat(BROKEN).allMatch(kind -> figures.path(kind).asLong(-1) == 0);
    for (String done :
        List.of("writes acknowledged", "writes unknown", "writers killed", "syncs completed")) {
      assertThat(figures.path(done).asLong()).as(done).isPositive();
    }
    if (figures.path("writes acknowledged").asLong() > MANY_WRITES) {
      assertThat(figures.path("purges beside writers").asLong()).isPositive();
    }
    assertThat(outcome.err()).contains("seed " + SEED).doesNotContain("\tat ");
    assertThat(kept()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost", "resurrected", "divergent"})
  void chaos_whenTheTablesAreSpoilt_thenSaysSoAndKeepsTheHistories(String sabotage)
      throws IOException {
    Outcome outcome =
        Processes.run(
            chaos("--seed", SEED, "--duration", "15s", "--regions", "2", "--sabotage", sabotage),
            "");

    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
    assertThat(Json.parse(outcome.out()).path(sabotage).asLong()).as(sabotage).isPositive();
    assertThat(outcome.err()).contains("findings.txt", "--seed " + SEED);
    assertThat(kept())
        .anyMatch(file -> file.toString().endsWith(".history"))
        .anyMatch(file -> file.toString().endsWith("findings.txt"));
  }

  @Test
  void chaos_whenInterrupted_thenEndsEverythingThatItStarted() throws Exception {
    try (RunningCommand running = new RunningCommand(chaos("--duration", "60s"))) {
      List<ProcessHandle> children = awaitWriters(running);
      assertThat(children).isNotEmpty();
      running.signal("INT");
      Outcome outcome = running.await();

      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(130);
      for (ProcessHandle child : children) {
        assertThat(child.onExit().join().isAlive()).isFalse();
      }
    }
  }

  /**
   * All processes below, once a writer has begun its history: what a process was called with can't
   * be told it by, as the platform cuts long class paths.
   */
  private List<ProcessHandle> awaitWriters(RunningCommand running) throws Exception {
    while (kept().stream().noneMatch(file -> file.toString().endsWith(".history"))) {
      if (!running.handle().isAlive()) {
        throw new AssertionError("it ended before: " + running.await());
      }
      Thread.onSpinWait();
    }
    return running.handle().descendants().toList();
  }
}
