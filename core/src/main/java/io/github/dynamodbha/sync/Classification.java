package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.CopyOrder;
import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides, from what every replica holds of a key, which copy wins and what each of the others
 * needs. Pure.
 *
 * <p>The winner is the greatest by {@link CopyOrder}, with two rules beside it. Copies past their
 * time to live count as absent: DynamoDB will remove them, so they are never carried to a replica
 * that lacks the item, and one without a version is no rival. But one that has the greatest version
 * is still the newest write: an older live copy elsewhere is replaced by it, or it would come back
 * when the newer one goes. And of live copies without any version none wins, unless the caller
 * prefers a region that holds one.
 */
final class Classification {
  private final List<Held> replicas;
  private final @Nullable String preferRegion;

  private Classification(List<Held> replicas, @Nullable String preferRegion) {
    this.replicas = replicas;
    this.preferRegion = preferRegion;
  }

  /**
   * Classifies a key.
   *
   * @param replicas what each replica holds, in the order of the replicas
   * @param preferRegion who wins among live copies without a version, or null
   */
  static Verdict of(List<Held> replicas, @Nullable String preferRegion) {
    return new Classification(replicas, preferRegion).verdict();
  }

  private Verdict verdict() {
    if (replicas.stream().allMatch(held -> held.copy() == null || held.expired())) {
      return new Verdict.InSync(null);
    }
    ItemCopy first = replicas.get(0).copy();
    if (first != null && replicas.stream().allMatch(held -> holds(held, first))) {
      return new Verdict.InSync(first);
    }
    Map<String, String> unusable = new LinkedHashMap<>();
    for (Held held : replicas) {
      if (held.copy() != null && held.copy().unusable() != null) {
        unusable.put(held.region(), String.valueOf(held.copy().unusable().getMessage()));
      }
    }
    return unusable.isEmpty() ? ordered() : new Verdict.Unusable(unusable);
  }

  private Verdict ordered() {
    List<Held> rivals = replicas.stream().filter(Classification::isRival).toList();
    Held winner = greatest(rivals);
    if (isUndecided(rivals, winner)) {
      Held preferred =
          rivals.stream().filter(h -> h.region().equals(preferRegion)).findFirst().orElse(null);
      if (preferred == null) {
        return unresolved();
      }
      winner = preferred;
    }
    return diverged(winner);
  }

  /** True if the copy takes part in the contest: one without a version and expired does not. */
  private static boolean isRival(Held held) {
    return held.copy() != null && !(held.expired() && held.copy().version() == null);
  }

  private static Held greatest(Collection<Held> rivals) {
    return rivals.stream()
        .max(Comparator.comparing(Classification::copy, CopyOrder.OLDEST_FIRST))
        .orElseThrow();
  }

  /** True if the greatest copy is live, has no version, and another such copy differs from it. */
  private static boolean isUndecided(List<Held> rivals, Held greatest) {
    ItemCopy copy = copy(greatest);
    return copy.version() == null
        && !copy.isTombstone()
        && !rivals.stream().allMatch(rival -> holds(rival, copy));
  }

  private Verdict unresolved() {
    Map<String, Kind> affected = new LinkedHashMap<>();
    for (Held held : replicas) {
      affected.put(held.region(), isRival(held) ? Kind.CONFLICTING : Kind.MISSING);
    }
    return new Verdict.Unresolved(affected);
  }

  private Verdict diverged(Held winnerHeld) {
    ItemCopy winner = copy(winnerHeld);
    Map<String, Kind> affected = new LinkedHashMap<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      Held held = replicas.get(i);
      boolean gone = held.copy() == null || held.expired();
      if (holds(held, winner) || (winnerHeld.expired() && gone)) {
        continue;
      }
      affected.put(held.region(), kind(held, winner, gone));
      changes.add(change(i, held.copy(), winner));
    }
    return affected.isEmpty()
        ? new Verdict.InSync(null)
        : new Verdict.Diverged(
            winner, winnerHeld.region(), affected, changes, !winnerHeld.expired());
  }

  private static Kind kind(Held held, ItemCopy winner, boolean gone) {
    if (gone) {
      return Kind.MISSING;
    }
    return sameVersion(copy(held), winner) ? Kind.CONFLICTING : Kind.STALE;
  }

  private static Change change(int replica, @Nullable ItemCopy losing, ItemCopy winner) {
    if (losing != null && sameVersion(losing, winner)) {
      return new Change.Replace(replica, losing);
    }
    if (winner.version() == null) {
      return new Change.PutIfAbsent(replica);
    }
    return losing == null ? new Change.PutIfNewer(replica) : new Change.ReplaceOlder(replica);
  }

  /** Equal versions, or none on both sides. */
  private static boolean sameVersion(ItemCopy one, ItemCopy other) {
    Version version = one.version();
    return version == null ? other.version() == null : version.equals(other.version());
  }

  private static boolean holds(Held held, ItemCopy copy) {
    return held.copy() != null && held.copy().sameContent(copy);
  }

  private static ItemCopy copy(Held held) {
    ItemCopy copy = held.copy();
    if (copy == null) {
      throw new IllegalStateException("Region " + held.region() + " holds no copy");
    }
    return copy;
  }
}
