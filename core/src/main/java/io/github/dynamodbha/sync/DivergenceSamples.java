package io.github.dynamodbha.sync;

import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the first differing keys of each kind, so that many missing ones don't hide the one
 * conflict, and counts by region. Not thread-safe.
 */
final class DivergenceSamples {
  private final int maxOfEachKind;
  private final Map<Kind, List<Divergence>> samples = new EnumMap<>(Kind.class);
  private final Map<String, KindCounts> byRegion = new HashMap<>();

  DivergenceSamples(int maxOfEachKind) {
    this.maxOfEachKind = maxOfEachKind;
  }

  void add(Divergence divergence) {
    List<Divergence> ofKind = samples.computeIfAbsent(divergence.kind(), kind -> new ArrayList<>());
    if (ofKind.size() < maxOfEachKind) {
      ofKind.add(divergence);
    }
    divergence
        .affected()
        .forEach(
            (region, kind) ->
                byRegion.merge(
                    region, KindCounts.NONE.plus(kind), (known, one) -> known.plus(kind)));
  }

  /** The samples, the worst kind first. */
  List<Divergence> worstFirst() {
    return samples.keySet().stream()
        .sorted(Comparator.reverseOrder())
        .flatMap(kind -> samples.getOrDefault(kind, List.of()).stream())
        .toList();
  }

  /** What is wrong in one region. */
  KindCounts in(String region) {
    return byRegion.getOrDefault(region, KindCounts.NONE);
  }
}
