package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemCopy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is the matter with a key. */
sealed interface Verdict {
  /**
   * All replicas hold the same, or nothing.
   *
   * @param everywhere the copy that every replica holds, or null if none is held, or none that will
   *     last
   */
  record InSync(@Nullable ItemCopy everywhere) implements Verdict {}

  /**
   * Some replicas don't hold the winner.
   *
   * @param winner the copy that all should hold
   * @param winnerRegion a region that holds it
   * @param affected what is wrong where, by region in the order of the replicas
   * @param changes what makes it right
   * @param everywhereThen true if every replica holds the winner once the changes are made; false
   *     if it is past its time to live and is not carried to where it is absent
   */
  record Diverged(
      ItemCopy winner,
      String winnerRegion,
      Map<String, Divergence.Kind> affected,
      List<Change> changes,
      boolean everywhereThen)
      implements Verdict {}

  /**
   * Live copies differ and none has a version, so nobody can tell which is newer.
   *
   * @param affected the regions that hold one, or lack the item
   */
  record Unresolved(Map<String, Divergence.Kind> affected) implements Verdict {}

  /**
   * The copies differ, and a version can't be read.
   *
   * @param reasons what is wrong with it, by region
   */
  record Unusable(Map<String, String> reasons) implements Verdict {}
}
