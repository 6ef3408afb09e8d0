package io.github.dynamodbha.cli.chaos.check;

/**
 * Something that should not be so.
 *
 * @param kind which promise it breaks
 * @param key the item's key
 * @param evidence what shows it
 */
public record Finding(Kind kind, String key, String evidence) {
  /** The promises that can be broken. */
  public enum Kind {
    /** An acknowledged write is neither there nor replaced by a later one. */
    LOST,
    /** A deleted item is back. */
    RESURRECTED,
    /** Two regions do not hold the same, or verify says otherwise than the tables. */
    DIVERGENT,
    /** There is, or was read, what nobody wrote, or what was refused. */
    INVENTED,
    /** A process or call failed in a way that no fault explains. */
    UNEXPECTED
  }

  @Override
  public String toString() {
    return kind + " " + key + ": " + evidence;
  }
}
