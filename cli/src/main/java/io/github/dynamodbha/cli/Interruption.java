package io.github.dynamodbha.cli;

import io.github.dynamodbha.cli.output.Console;

/**
 * Says so when a signal ends the process. The virtual machine returns 128 and the signal's number
 * by itself: 130 for SIGINT, 143 for SIGTERM.
 */
final class Interruption {
  private final Console console;
  private volatile boolean armed = true;

  private Interruption(Console console) {
    this.console = console;
  }

  static Interruption watch(Console console) {
    Interruption interruption = new Interruption(console);
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
      console.note("interrupted; what was written until now stays, and running it again is safe");
    }
  }
}
