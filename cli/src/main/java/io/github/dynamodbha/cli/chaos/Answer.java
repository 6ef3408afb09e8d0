package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.Outcome;
import java.util.Collection;
import java.util.Set;

/**
 * What came of a call.
 *
 * @param version that was reported; empty if none was
 * @param storedIn the regions that were reported to hold the write
 * @param read the value that was read; empty if the item is absent, or nothing was read
 */
record Answer(Outcome outcome, String version, Set<String> storedIn, String read) {
  /**
   * A write that was acknowledged; a batch may be whole in no region, each having missed a part.
   */
  static Answer acknowledged(Collection<String> wholeIn) {
    return new Answer(Outcome.ACKNOWLEDGED, "", Set.copyOf(wholeIn), "");
  }

  /** A write of one item: what no region stored had nothing to change. */
  static Answer stored(String version, Collection<String> regions) {
    Outcome outcome = regions.isEmpty() ? Outcome.UNCHANGED : Outcome.ACKNOWLEDGED;
    return new Answer(outcome, version, Set.copyOf(regions), "");
  }

  static Answer read(String value) {
    return new Answer(Outcome.ACKNOWLEDGED, "", Set.of(), value);
  }

  static Answer of(Outcome outcome) {
    return new Answer(outcome, "", Set.of(), "");
  }
}
