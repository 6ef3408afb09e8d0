package io.github.dynamodbha.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.cli.output.TestConsole;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a signal does to a run; the system tests send real ones. */
class CancelOnSignalTest {
  private final TestConsole console = new TestConsole();

  private CancelOnSignal signal(Duration patience) {
    return new CancelOnSignal(console.console(), "go on like this", patience);
  }

  @Test
  void signal_whenTheRunEnds_saysHowToGoOn() {
    CancelOnSignal signal = signal(Duration.ofHours(1));
    signal.close();

    signal.cancel();

    assertThat(signal.cancellation().isCancelled()).isTrue();
    assertThat(console.err()).isEqualTo("dynamodb-ha: go on like this\n");
  }

  @Test
  void signal_whenTheRunDoesNotEnd_isNotWaitedForForEver() {
    signal(Duration.ZERO).cancel();

    assertThat(console.err()).contains("did not answer", "go on like this");
  }

  @Test
  void run_withoutASignal_saysNothing() {
    try (CancelOnSignal signal = CancelOnSignal.watch(console.console(), "go on like this")) {
      assertThat(signal.cancellation().isCancelled()).isFalse();
    }

    assertThat(console.err()).isEmpty();
  }
}
