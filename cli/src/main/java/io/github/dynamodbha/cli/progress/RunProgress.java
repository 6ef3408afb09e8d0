package io.github.dynamodbha.cli.progress;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.sync.SyncListener;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a run's progress on standard error until it is closed. */
public final class RunProgress implements AutoCloseable {
  private final SyncListener listener;
  private final Runnable end;

  private RunProgress(SyncListener listener, Runnable end) {
    this.listener = listener;
    this.end = end;
  }

  /** Begins to show it. */
  public static RunProgress start(ProgressMode mode, Console console) {
    return switch (mode) {
      case auto ->
          start(console.terminal().error() ? ProgressMode.bar : ProgressMode.line, console);
      case bar -> {
        ProgressBars bars = new ProgressBars(console, System::nanoTime);
        yield new RunProgress(bars, bars::close);
      }
      case line -> lines(new ProgressLines(System::nanoTime, PaceText::line, console::note, false));
      case json ->
          lines(new ProgressLines(System::nanoTime, PaceJson::line, console.err()::println, true));
      case none -> new RunProgress(SyncListener.NONE, () -> {});
    };
  }

  /** A run that is stuck tells nothing, so a timer makes sure that lines go on. */
  private static RunProgress lines(ProgressLines lines) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused = timer.scheduleAtFixedRate(lines::tick, 1, 1, TimeUnit.SECONDS);
    return new RunProgress(lines, timer::shutdownNow);
  }

  /** What the run has to tell. */
  public SyncListener listener() {
    return listener;
  }

  @Override
  public void close() {
    end.run();
  }
}
