package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGINT while a command is under way: exit code 130, and what was there is sound. */
@WithLocalRegions
class InterruptionTest {
  private final LocalRegion east;
  private final Command command;

  InterruptionTest(LocalRegions regions) {
    east = regions.region("us-east-1");
    command = Command.withTable(regions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "verify", "scan"})
  void command_whenInterrupted_returns130(String name) throws Exception {
    command.expect(0, "put", "--item", "{\"id\":\"a\"}");
    // The scan hangs, so the command is certain to be under way when its request has arrived.
    east.inject(Fault.hang().onOperation("Scan"));
    long before = east.requests();

    try (RunningCommand running =
        new RunningCommand(command.builder(Map.of(), name, "--timeout", "60s"))) {
      awaitRequests(before + (name.equals("scan") ? 2 : 3));
      running.signal("INT");
      Outcome outcome = running.await();

      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(130);
      assertThat(outcome.err()).contains("interrupted").doesNotContain("\tat ");
      if (!name.equals("scan")) {
        assertThat(outcome.err()).contains("The run has stopped", "--checkpoint FILE");
      }
    }
    east.heal();
    command.expect(0, "verify");
  }

  /** The gate tells no one of a request, so its count is asked for until it is there. */
  private void awaitRequests(long count) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (east.requests() < count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(east.requests() + " requests arrived, not " + count);
      }
      Thread.onSpinWait();
    }
  }
}
