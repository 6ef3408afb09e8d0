package io.github.dynamodbha.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.sync.SyncProgress.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Lines in time, by a clock that the test sets. */
class ProgressLinesTest {
  private final List<String> printed = new ArrayList<>();
  private long now = TimeUnit.HOURS.toNanos(7);

  private void pass(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  private ProgressLines text() {
    ProgressLines lines = new ProgressLines(() -> now, PaceText::line, printed::add, false);
    lines.onPlan(ExampleRun.PLAN);
    return lines;
  }

  @Test
  void text_whenTheRunIsShort_printsNothing() {
    ProgressLines lines = text();
    lines.onProgress(ExampleRun.at(Phase.SCAN, 100, 0));
    pass(9);
    lines.onProgress(ExampleRun.at(Phase.REPAIR, 1000, 0));
    lines.tick();
    lines.onProgress(ExampleRun.at(Phase.DONE, 1000, 40));

    assertThat(printed).isEmpty();
  }

  @Test
  void text_everyTenSeconds_tellsPaceCostAndWhatIsLeft() {
    ProgressLines lines = text();
    lines.onProgress(ExampleRun.at(Phase.SCAN, 100, 0));
    pass(10);
    lines.onProgress(ExampleRun.at(Phase.SCAN, 500, 0));
    lines.tick();

    assertThat(printed)
        .containsExactly(
            "scan, 0:00:10 elapsed, 0:00:37 left, $7.50 so far, 6 differ"
                + "; east 500 of about 1,000 items, 48.8 KiB, 40 items/s, 3.9 KiB/s, 10 read 0"
                + " write units/s, $5.00"
                + "; west 250 of about 1,000 items, 24.4 KiB, 20 items/s, 2.0 KiB/s, 5 read 0"
                + " write units/s, $2.50");
  }

  @Test
  void text_whenTheRunIsStuck_goesOnByTheTimer() {
    ProgressLines lines = text();
    lines.onProgress(ExampleRun.at(Phase.SCAN, 100, 0));
    for (int second = 0; second < 35; second++) {
      pass(1);
      lines.tick();
    }

    assertThat(printed).hasSize(3);
    assertThat(printed.get(2)).startsWith("scan, 0:00:30 elapsed, ? left");
  }

  @Test
  void text_afterTheScan_tellsWhatIsLookedAtAgain() {
    ProgressLines lines = text();
    lines.onProgress(ExampleRun.at(Phase.REPAIR, 1000, 0));
    pass(10);
    lines.onProgress(ExampleRun.at(Phase.REPAIR, 1000, 10));

    assertThat(printed.get(0))
        .startsWith("repair, 0:00:10 elapsed, 0:00:30 left, ")
        .contains("; 10 of 40 keys looked at again, 1/s;");
  }

  @Test
  void json_tellsEachChangeOfPhase_andTheEnd() {
    ProgressLines lines = new ProgressLines(() -> now, PaceJson::line, printed::add, true);
    lines.onPlan(ExampleRun.PLAN);
    lines.onProgress(ExampleRun.at(Phase.SCAN, 100, 0));
    pass(4);
    lines.onProgress(ExampleRun.at(Phase.SCAN, 500, 0));
    lines.onProgress(ExampleRun.at(Phase.REPAIR, 1000, 0));
    pass(10);
    lines.onProgress(ExampleRun.at(Phase.REPAIR, 1000, 20));
    lines.onProgress(ExampleRun.at(Phase.DONE, 1000, 40));

    assertThat(printed).hasSize(4).allMatch(line -> line.startsWith("{\"phase\":\""));
    assertThat(printed.get(1))
        .isEqualTo(
            "{\"phase\":\"REPAIR\",\"elapsedSeconds\":4.0,\"leftSeconds\":null,\"costUsd\":15.0,"
                + "\"candidates\":40,\"confirmed\":0,\"confirmedPerSecond\":0.0,"
                + "\"counts\":{\"missing\":3,\"stale\":2,\"conflicting\":1,\"repaired\":5,"
                + "\"purged\":0,\"skipped\":0},\"regions\":["
                + "{\"region\":\"east\",\"scannedItems\":1000,\"scannedBytes\":100000,"
                + "\"estimatedItems\":1000,\"estimatedBytes\":100000,\"readUnits\":250.0,"
                + "\"writeUnits\":0.0,\"costUsd\":10.0,\"itemsPerSecond\":225.0,"
                + "\"bytesPerSecond\":22500.0,\"readUnitsPerSecond\":56.3,"
                + "\"writeUnitsPerSecond\":0.0,\"leftSeconds\":0.0},"
                + "{\"region\":\"west\",\"scannedItems\":500,\"scannedBytes\":50000,"
                + "\"estimatedItems\":1000,\"estimatedBytes\":100000,\"readUnits\":125.0,"
                + "\"writeUnits\":0.0,\"costUsd\":5.0,\"itemsPerSecond\":112.5,"
                + "\"bytesPerSecond\":11250.0,\"readUnitsPerSecond\":28.1,"
                + "\"writeUnitsPerSecond\":0.0,\"leftSeconds\":0.0}]}");
    assertThat(printed.get(2)).contains("\"leftSeconds\":10.0", "\"confirmedPerSecond\":2.0");
    assertThat(printed.get(3)).startsWith("{\"phase\":\"DONE\"");
  }
}
