package io.github.dynamodbha.cli.chaos.check;

import java.util.EnumSet;
import java.util.Set;

/**
 * One call, as its client's history tells it.
 *
 * @param id who made it, and which of its calls it is
 * @param kind what was asked for
 * @param key the item's key
 * @param value what was written, which no other call writes, or what was read; empty for a deletion
 *     and for an item that is absent
 * @param begun its place in the order of all events of all clients, drawn before the call
 * @param ended likewise, drawn after the call; {@link #NEVER} if the client died before
 * @param outcome what the client was told
 * @param version the version that the library reported; empty if it reported none
 * @param storedIn the regions that the library reported to hold it
 * @param detail what went wrong, for people
 */
public record Call(
    String id,
    CallKind kind,
    String key,
    String value,
    long begun,
    long ended,
    Outcome outcome,
    String version,
    Set<String> storedIn,
    String detail) {
  /** After everything else. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final Set<Outcome> WITHOUT_EFFECT =
      EnumSet.of(Outcome.UNCHANGED, Outcome.REFUSED, Outcome.FAILED);

  /** Copies. */
  public Call {
    storedIn = Set.copyOf(storedIn);
  }

  boolean acknowledged() {
    return outcome == Outcome.ACKNOWLEDGED;
  }

  /** True if the table may hold, or have held, what it wrote. */
  boolean mayHaveHappened() {
    return kind != CallKind.READ && !WITHOUT_EFFECT.contains(outcome);
  }

  /**
   * True if the later one was promised to win: it began after this one had ended, and one region
   * holds both, so that the region told the later one of the earlier.
   */
  boolean mustLoseTo(Call later) {
    return acknowledged()
        && later.acknowledged()
        && ended < later.begun
        && storedIn.stream().anyMatch(later.storedIn::contains);
  }

  @Override
  public String toString() {
    return "%s %s of %s [%s to %s] %s%s%s%s"
        .formatted(
            id,
            kind,
            key,
            begun,
            ended == NEVER ? "its client's death" : ended,
            outcome,
            version.isEmpty() ? "" : " version " + version,
            storedIn.isEmpty() ? "" : " stored in " + storedIn,
            detail.isEmpty() ? "" : ": " + detail);
  }
}
