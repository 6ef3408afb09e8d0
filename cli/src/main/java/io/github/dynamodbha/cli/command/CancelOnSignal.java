package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.sync.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, SIGINT and SIGTERM cancel the run, and the process waits for the run's clean
 * end before it goes: each key as it was or repaired, the checkpoint up to date. The virtual
 * machine then returns 130 or 143 by itself.
 */
final class CancelOnSignal implements AutoCloseable {
  /** Calls under way end within their timeout; who gives that more patience than this has none. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Console console;
  private final String howToGoOn;
  private final Duration patience;
  private final Thread hook = new Thread(this::cancel, "cancel-on-signal");

  /**
   * Begins to watch.
   *
   * @param howToGoOn said once the run has ended
   */
  static CancelOnSignal watch(Console console, String howToGoOn) {
    CancelOnSignal watch = new CancelOnSignal(console, howToGoOn, PATIENCE);
    Runtime.getRuntime().addShutdownHook(watch.hook);
    return watch;
  }

  CancelOnSignal(Console console, String howToGoOn, Duration patience) {
    this.console = console;
    this.howToGoOn = howToGoOn;
    this.patience = patience;
  }

  /** What ends the run. */
  Cancellation cancellation() {
    return cancellation;
  }

  /** Cancels the run and waits for its end, but not for ever. */
  void cancel() {
    cancellation.cancel();
    boolean clean = false;
    try {
      clean = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    console.note(
        (clean ? "" : "a region still did not answer; its last calls may or may not take effect. ")
            + howToGoOn);
  }

  /** The run has ended. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shutdown) {
      // The hook is what is running.
    }
  }
}
