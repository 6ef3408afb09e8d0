package io.github.dynamodbha.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether a tombstone that every replica holds may be removed for good.
 *
 * <p>A grace of zero asks for no age at all, so that neither a deletion of this very second nor a
 * clock that ran ahead keeps a tombstone: one sync removes it. A longer grace needs an age, which
 * only a version tells; a tombstone without one then stays. One whose version can't be read is
 * never removed, as its place in the order of writes is unknown.
 */
final class PurgeRule {
  /** What becomes of a tombstone. */
  enum Decision {
    /** It goes. */
    PURGE,
    /** It is younger than the grace, or nobody knows how old. */
    KEEP,
    /** Its version can't be read: reported. */
    REFUSE
  }

  private PurgeRule() {}

  static Decision decide(Tombstone tombstone, Duration grace, Instant now) {
    if (tombstone.unusable() != null) {
      return Decision.REFUSE;
    } else if (grace.isZero()) {
      return Decision.PURGE;
    } else if (tombstone.version() == null) {
      return Decision.KEEP;
    }
    Instant written = Instant.EPOCH.plus(tombstone.version().epochMicros(), ChronoUnit.MICROS);
    return Duration.between(written, now).compareTo(grace) > 0 ? Decision.PURGE : Decision.KEEP;
  }
}
