package io.github.dynamodbha.benchmarks;

import java.io.PrintStream;

/** A part of a run that brings its own regions, if any, and prints its own tables. */
interface Part {
  /** Its name on the command line. */
  String name();

  /** Measures, and prints Markdown. */
  void run(PrintStream out);
}
