package io.github.dynamodbha.protocol;

/** Which replicas a read asks. */
public enum ReadStrategy {
  /**
   * All that can be reached, strongly consistent; the newest copy wins, and replicas with an older
   * one are repaired in the background. The default.
   */
  NEWEST,
  /**
   * The first healthy region in order of preference; the next one if it fails. Eventually
   * consistent unless asked otherwise. Cheaper and faster, and may be stale.
   */
  NEAREST
}
