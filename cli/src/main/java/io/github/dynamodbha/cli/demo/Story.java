package io.github.dynamodbha.cli.demo;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * What the demo tells as it goes, and its promises, each kept or broken. It is told on standard
 * output, but on standard error where the summary is to be read by a program.
 */
final class Story {
  private final Console console;
  private final OutputFormat format;
  private final List<String> broken = new ArrayList<>();

  Story(Console console, OutputFormat format) {
    this.console = console;
    this.format = format;
  }

  /** Tells a line. */
  void say(String line) {
    if (format.hasColumns()) {
      console.line(line);
      console.flush();
    } else {
      console.err().println(line);
    }
  }

  /** Says whether a promise was kept. */
  void check(String promise, boolean kept) {
    say("   " + (kept ? "ok      " : "BROKEN  ") + promise);
    if (!kept) {
      broken.add(promise);
    }
  }

  /** The broken promises. */
  List<String> broken() {
    return List.copyOf(broken);
  }
}
