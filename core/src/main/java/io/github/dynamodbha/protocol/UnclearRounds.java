package io.github.dynamodbha.protocol;

import io.github.dynamodbha.replica.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The regions that may have stored a write in an earlier round than the one that ends it, so that
 * how the last one ended is not certain for them.
 *
 * <p>Not thread-safe: the rounds of a write follow each other.
 */
final class UnclearRounds {
  private final Map<String, Failure> failures = new LinkedHashMap<>();

  /** Notes what is unclear of a round that another one follows. */
  void note(WriteVerdict.Restamp round) {
    round
        .missed()
        .forEach(
            (region, failure) -> {
              if (failure.anyAttemptMayHaveHappened()) {
                failures.put(region, failure);
              }
            });
  }

  /** The last round's end; where it stored nothing, with what may have been stored before. */
  WriteVerdict.Settled with(WriteVerdict.Settled last) {
    if (!last.stored().isEmpty() || failures.isEmpty()) {
      return last;
    }
    Map<String, Failure> missed = new LinkedHashMap<>(last.missed());
    failures.forEach(
        (region, before) ->
            missed.merge(region, before, (now, b) -> now.anyAttemptMayHaveHappened() ? now : b));
    return new WriteVerdict.Settled(List.of(), missed);
  }
}
