package io.github.dynamodbha.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.Terminal;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.sync.SyncCounts;
import io.github.dynamodbha.sync.SyncPlan;
import io.github.dynamodbha.sync.SyncProgress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncProgressBarTest {
  private static final SyncCounts COUNTS = new SyncCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  private static final SyncPlan PLAN =
      new SyncPlan(
          KeySchema.of("id"),
          List.of(
              new SyncPlan.ReplicaPlan("east", "t", 100, 0, 0, 0, ""),
              new SyncPlan.ReplicaPlan("west", "t", 100, 0, 0, 0, "")),
          1,
          Set.of(),
          List.of());

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console console(boolean color) {
    return new Console(
        new ByteArrayInputStream(new byte[0]),
        OutputStream.nullOutputStream(),
        new PrintStream(err, true, UTF_8),
        new Terminal(true, true, true, 100, color));
  }

  private static SyncProgress progress(SyncProgress.Phase phase, long scanned, long confirmed) {
    return new SyncProgress(
        phase,
        List.of(new SyncProgress.ReplicaProgress("east", scanned, 0, 100, 0, 0, 0, 0)),
        40,
        confirmed,
        COUNTS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bar_showsScanAndRepair_upToTheEnd(boolean color) {
    try (SyncProgressBar bar = new SyncProgressBar(console(color))) {
      bar.onPlan(PLAN);
      bar.onProgress(progress(SyncProgress.Phase.SCAN, 150, 0));
      bar.onProgress(progress(SyncProgress.Phase.SCAN, 250, 0));
      bar.onProgress(progress(SyncProgress.Phase.REPAIR, 250, 10));
      bar.onProgress(progress(SyncProgress.Phase.REPAIR, 250, 40));
      bar.onProgress(progress(SyncProgress.Phase.DONE, 250, 40));
    }

    assertThat(err.toString(UTF_8))
        .contains("Scan", "250/250", "Repair", "40/40", "100%")
        .doesNotContain("Exception");
    assertThat(err.toString(UTF_8).lines()).allMatch(line -> line.length() < 100);
  }

  @Test
  void bar_whenTheRunFailsBeforeItsPlan_closesQuietly() {
    new SyncProgressBar(console(true)).close();

    assertThat(err.toString(UTF_8)).isEmpty();
  }
}
