package io.github.dynamodbha.simulation;

import java.util.List;

/** The names of what is checked; docs/protocol.md and docs/guards.md use them. */
final class Properties {
  static final String ONLY_GROWS = "a replica's version only grows";
  static final String CONVERGENCE = "replicas converge";
  static final String WINNER = "the greatest version wins";
  static final String LATER_WRITE_WINS = "the later write wins";
  static final String NOTHING_LOST = "nothing acknowledged is lost";
  static final String NOTHING_UNDONE = "what was built on a write is not undone by it";
  static final String NOTHING_RETURNS = "nothing deleted returns";
  static final String ACKNOWLEDGED_IS_STORED = "acknowledged means stored";
  static final String STORED_IS_ACKNOWLEDGED = "stored and answered means acknowledged";
  static final String READ_IS_NEWEST = "a read shows the newest that was answered";
  static final String VERIFY_IS_EXACT = "verify reports exactly the differences";
  static final String COUNT_IS_EXACT = "updates count exactly while nothing fails";
  static final String REFUSED_CHANGES_NOTHING = "a refused write has changed nothing";
  static final String SYNC_SETTLES = "a second sync changes nothing";
  static final String ONE_IMAGE = "a version is given to one image";
  static final String NOTHING_FAILS = "without a fault nothing fails";
  static final String ALL_ENDS = "every call ends";

  /** Of a check that breaks itself; no promise of the product's. */
  static final String CHECKS_RUN = "the checks run";

  /** All that is promised. */
  static final List<String> ALL =
      List.of(
          ONLY_GROWS,
          CONVERGENCE,
          WINNER,
          LATER_WRITE_WINS,
          NOTHING_LOST,
          NOTHING_UNDONE,
          NOTHING_RETURNS,
          ACKNOWLEDGED_IS_STORED,
          STORED_IS_ACKNOWLEDGED,
          READ_IS_NEWEST,
          VERIFY_IS_EXACT,
          COUNT_IS_EXACT,
          REFUSED_CHANGES_NOTHING,
          SYNC_SETTLES,
          ONE_IMAGE,
          NOTHING_FAILS,
          ALL_ENDS);

  private Properties() {}
}
