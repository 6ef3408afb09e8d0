package io.github.dynamodbha.cli.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.Terminal;
import io.github.dynamodbha.sync.SyncProgress.Phase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarsTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Console console(boolean color) {
    return new Console(
        new ByteArrayInputStream(new byte[0]),
        OutputStream.nullOutputStream(),
        new PrintStream(err, true, UTF_8),
        new Terminal(true, true, true, 120, color));
  }

  /** What a terminal shows in the end of what was printed: it knows these three ways to move. */
  private List<String> screen() {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    int row = 0;
    String text = err.toString(UTF_8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u001b') {
        int end = i + 2;
        while (Character.isDigit(text.charAt(end))) {
          end++;
        }
        if (text.charAt(end) == 'A') {
          row -= Integer.parseInt(text.substring(i + 2, end));
        } else if (text.charAt(end) == 'K') {
          lines.get(row).setLength(0);
        }
        i = end;
      } else if (c == '\n') {
        row++;
        if (row == lines.size()) {
          lines.add(new StringBuilder());
        }
      } else if (c != '\r') {
        lines.get(row).append(c);
      }
    }
    return lines.stream().map(StringBuilder::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bars_showEachRegionAndTheRepair_upToTheEnd(boolean color) {
    try (ProgressBars bars = new ProgressBars(console(color), () -> 0)) {
      bars.onPlan(ExampleRun.PLAN);
      bars.onProgress(ExampleRun.at(Phase.SCAN, 100, 0));
      bars.onProgress(ExampleRun.at(Phase.SCAN, 2000, 0));
      bars.onProgress(ExampleRun.at(Phase.REPAIR, 2400, 10));
      bars.onProgress(ExampleRun.at(Phase.REPAIR, 2400, 40));
      bars.onProgress(ExampleRun.at(Phase.DONE, 2400, 40));
    }

    List<String> screen = screen();
    assertThat(screen).hasSize(4).allMatch(line -> line.length() < 120);
    assertThat(screen.get(0)).startsWith("east").contains("100%", "2400/2400 items", "$24.00");
    assertThat(screen.get(1)).startsWith("west").contains("100%", "1200/1200 items", "$12.00");
    assertThat(screen.get(2)).startsWith("repair").contains("100%", "40/40 keys", "6 differ");
    assertThat(screen.get(3)).isEmpty();
    assertThat(err.toString(UTF_8)).doesNotContain("Exception");
  }

  @Test
  void bars_whenTheRunFailsBeforeItsPlan_closeQuietly() {
    new ProgressBars(console(true), () -> 0).close();

    assertThat(err.toString(UTF_8)).isEmpty();
  }
}
