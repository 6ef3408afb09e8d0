package io.github.dynamodbha.cli.chaos;

import java.io.IOException;

/** What ties a child to its parent: it ends when its standard input does. */
final class StandardInput {
  /** For what is under way then; a hung call takes its timeout. */
  private static final long PATIENCE_MILLIS = 60_000;

  /** What a child returns that did not come to its end. */
  static final int HUNG = 70;

  private StandardInput() {}

  /**
   * Runs this when the standard input ends, and ends the process if it does not end by itself soon
   * after.
   */
  static void onEnd(Runnable task) {
    Thread thread =
        new Thread(
            () -> {
              awaitEnd();
              task.run();
              try {
                Thread.sleep(PATIENCE_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(HUNG);
            },
            "standard-input");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        // Nobody has anything to say.
      }
    } catch (IOException gone) {
      // As good as an end.
    }
  }
}
