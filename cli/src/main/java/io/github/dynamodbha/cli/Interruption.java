package io.github.dynamodbha.cli;

import io.github.dynamodbha.cli.output.Console;

/**
 * Says so when a signal ends the process. The virtual machine returns 128 and the signal's number
 * by itself: 130 for SIGINT, 143 for SIGTERM.
 */
final class Interruption {
  private final Console console;
  private final boolean local;
  private volatile boolean armed = true;

  private Interruption(Console console, boolean local) {
    this.console = console;
    this.local = local;
  }

  static Interruption watch(Console console, String... args) {
    Interruption interruption =
        new Interruption(console, args.length > 0 && args[0].equals("local"));
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::onExit, "interruption"));
    return interruption;
  }

  /** The process ends as it should. */
  void disarm() {
    armed = false;
  }

  private void onExit() {
    if (armed) {
      console.err().println();
      console.note(
          local
              ? "the regions are stopped; what they held in memory is gone, --data-dir stays"
              : "interrupted; what was written until now stays, and running it again is safe");
    }
  }
}
