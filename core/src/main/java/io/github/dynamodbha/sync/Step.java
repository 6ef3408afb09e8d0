package io.github.dynamodbha.sync;

import java.util.Arrays;

/** The steps after the scan, each of which goes through its keys in batches, in a fixed order. */
enum Step {
  /** Keys that the scans did not show to be equal: confirm, and repair or suspect. */
  CANDIDATES(1),
  /** Tombstones that every replica holds: purge. */
  TOMBSTONES(2),
  /** Keys that differed at the first look of verify: look again. */
  SUSPECTS(3);

  private final int number;

  Step(int number) {
    this.number = number;
  }

  /** How a checkpoint names it. */
  int number() {
    return number;
  }

  /** The step that a checkpoint names. */
  static Step of(int number) {
    return Arrays.stream(values())
        .filter(step -> step.number == number)
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("There is no step " + number));
  }
}
