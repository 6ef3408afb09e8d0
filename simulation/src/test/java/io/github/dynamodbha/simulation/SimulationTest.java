package io.github.dynamodbha.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product under the simulator: millions of steps of other histories each time the first seed
 * changes, the same ones otherwise.
 *
 * <p>{@code -Dsimulation.seed=} runs one history and prints it, {@code -Dsimulation.steps=} sets
 * how many steps the many take together.
 */
class SimulationTest {
  private static final int THREADS = 2;

  @TempDir private Path spill;

  @Test
  void histories_whateverHappens_thenNothingIsBroken() {
    Simulations simulations = new Simulations(Set.of(), spill);
    Long seed = Long.getLong("simulation.seed");
    if (seed != null) {
      Failure history = simulations.explain(seed);
      System.out.println(history.describe());
      assertThat(history.result().violations()).isEmpty();
      return;
    }

    Simulations.Summary summary =
        simulations.run(
            Long.getLong("simulation.firstSeed", 1),
            Long.getLong("simulation.steps", 1_000_000),
            THREADS);

    System.out.println(summary);
    Long failed = summary.failedSeed();
    assertThat(failed)
        .withFailMessage(
            () -> simulations.explain(java.util.Objects.requireNonNull(failed)).describe())
        .isNull();
  }

  @Test
  void history_whenItsSeedIsRunAgain_thenItIsTheSame() {
    for (long seed = 1; seed <= 40; seed++) {
      Simulation.Result first = Simulation.run(Plans.of(seed), Set.of(), spill, true);
      Simulation.Result second = Simulation.run(Plans.of(seed), Set.of(), spill, true);

      assertThat(second.trace()).isEqualTo(first.trace());
      assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
      assertThat(second.steps()).isEqualTo(first.steps());
    }
  }

  @Test
  void failure_whenItIsExplained_thenASmallHistoryStillFails() {
    Simulations sabotaged = new Simulations(Set.of(Guard.PUT_CONDITION), spill);
    long seed = java.util.Objects.requireNonNull(sabotaged.run(1, 1_000_000, 1).failedSeed());

    Failure failure = sabotaged.explain(seed);

    assertThat(failure.result().violations()).isNotEmpty();
    assertThat(failure.smallest().actions()).hasSizeLessThan(failure.plan().actions().size());
    assertThat(failure.describe()).contains("-Dsimulation.seed=" + seed);
    assertThat(List.copyOf(failure.result().trace())).isNotEmpty();
  }
}
