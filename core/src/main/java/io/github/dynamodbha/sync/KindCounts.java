package io.github.dynamodbha.sync;

/**
 * How many keys differ, by kind.
 *
 * @param missing the item is not there
 * @param stale there is an older copy
 * @param conflicting there is other content of the same version, or none can be told to be newer
 */
public record KindCounts(long missing, long stale, long conflicting) {
  /** No key differs. */
  public static final KindCounts NONE = new KindCounts(0, 0, 0);

  /** How many keys differ in this way. */
  public long of(Divergence.Kind kind) {
    return switch (kind) {
      case MISSING -> missing;
      case STALE -> stale;
      case CONFLICTING -> conflicting;
    };
  }

  /** How many keys differ, whatever the kind. */
  public long total() {
    return missing + stale + conflicting;
  }

  /** These counts and one more of that kind. */
  KindCounts plus(Divergence.Kind kind) {
    return switch (kind) {
      case MISSING -> new KindCounts(missing + 1, stale, conflicting);
      case STALE -> new KindCounts(missing, stale + 1, conflicting);
      case CONFLICTING -> new KindCounts(missing, stale, conflicting + 1);
    };
  }
}
