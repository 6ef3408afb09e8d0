package io.github.dynamodbha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void terminal_whenAllStreamsAreOne_allowsEverything() {
    assertThat(Terminal.of("012", Map.of("COLUMNS", "120")))
        .isEqualTo(new Terminal(true, true, true, 120, true));
  }

  @Test
  void terminal_whenNoStreamIsOne_allowsNothing() {
    assertThat(Terminal.of("", Map.of()).error()).isFalse();
  }

  @Test
  void noColor_whenSet_turnsColoursOff() {
    assertThat(Terminal.of("012", Map.of("NO_COLOR", "1")).color()).isFalse();
    assertThat(Terminal.of("012", Map.of("NO_COLOR", "")).color()).isTrue();
  }

  @Test
  void dumbTerminal_drawsNoProgressBar() {
    assertThat(Terminal.of("012", Map.of("TERM", "dumb")).error()).isFalse();
  }

  @Test
  void columns_whenUnusable_areEighty() {
    assertThat(Terminal.of("012", Map.of("COLUMNS", "wide")).columns()).isEqualTo(80);
  }
}
