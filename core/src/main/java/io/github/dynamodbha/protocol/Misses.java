package io.github.dynamodbha.protocol;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which regions are known to have missed a write of a table, since this memory was made or the
 * table was forgotten.
 *
 * <p>By table and not by key: a region that missed a write of this process was out of reach of
 * others too, whose writes are not known here. Nothing takes a region off again, since no process
 * knows when another one has synced.
 *
 * <p>It grows with the tables that were written and their regions, and with nothing else.
 * Thread-safe.
 */
public final class Misses {
  private final Map<String, Set<String>> byTable = new ConcurrentHashMap<>();

  /** Notes that regions missed a write of a table, or may have. */
  public void note(String table, Collection<String> regions) {
    if (!regions.isEmpty()) {
      byTable.computeIfAbsent(table, any -> ConcurrentHashMap.newKeySet()).addAll(regions);
    }
  }

  /** True if the region is known to have missed a write of the table. */
  public boolean has(String table, String region) {
    Set<String> regions = byTable.get(table);
    return regions != null && regions.contains(region);
  }

  /** Forgets a table, which may be made anew. */
  public void forget(String table) {
    byTable.remove(table);
  }
}
