package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells of a verdict as a divergence. */
final class Divergences {
  private Divergences() {}

  static Divergence of(Candidate key, KeySchema keys, Verdict verdict) {
    if (verdict instanceof Verdict.Diverged diverged) {
      return of(key, keys, diverged, diverged.affected());
    } else if (verdict instanceof Verdict.Unresolved unresolved) {
      return withoutWinner(key, keys, unresolved.affected());
    } else if (verdict instanceof Verdict.Unusable unusable) {
      Map<String, Kind> affected = new LinkedHashMap<>();
      unusable.reasons().keySet().forEach(region -> affected.put(region, Kind.CONFLICTING));
      return withoutWinner(key, keys, affected);
    }
    throw new IllegalArgumentException("The key " + key.key() + " is in sync");
  }

  /** As {@link #of(Candidate, KeySchema, Verdict)}, but with other regions affected. */
  static Divergence of(
      Candidate key, KeySchema keys, Verdict.Diverged diverged, Map<String, Kind> affected) {
    return new Divergence(
        key.key(),
        keys.attributesOf(key.key()),
        key.segment(),
        Collections.max(affected.values()),
        affected,
        diverged.winnerRegion(),
        diverged.winner().version(),
        diverged.winner().isTombstone());
  }

  private static Divergence withoutWinner(
      Candidate key, KeySchema keys, Map<String, Kind> affected) {
    return new Divergence(
        key.key(),
        keys.attributesOf(key.key()),
        key.segment(),
        Kind.CONFLICTING,
        affected,
        null,
        null,
        false);
  }
}
