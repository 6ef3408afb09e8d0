package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code verify} does with candidates instead of repairing them: those that differ are looked
 * at twice, with time between for a write under way to reach all replicas.
 *
 * <p>Under steady writes a key may differ in both looks and yet be replicated as it should: each
 * look meets another write under way. So a replica counts as behind only if at the second look it
 * still doesn't hold the winner of the first, or anything newer. A key whose replicas have all
 * moved past the first winner had no divergence that lasted, unless it is a conflict, which no
 * write under way leaves behind; it is counted as changed during the run.
 */
final class SecondLook {
  private final KeySchema keys;
  private final SyncOptions options;

  /**
   * A key that differed at the first look.
   *
   * @param firstWinner the version that had won, or null if it had none or none won
   */
  record Suspect(Candidate candidate, @Nullable Version firstWinner) {}

  SecondLook(KeySchema keys, SyncOptions options) {
    this.keys = keys;
    this.options = options;
  }

  /** Takes the first look at a key. */
  void first(KeyView view, BatchRecord record) {
    if (!view.unread().isEmpty()) {
      record.findings().skipped(view.key(), view.unread());
      return;
    }
    Verdict verdict = Classification.of(view.held(), options.preferRegion());
    if (verdict instanceof Verdict.InSync inSync) {
      settled(inSync, record.findings());
    } else {
      Version winner =
          verdict instanceof Verdict.Diverged diverged ? diverged.winner().version() : null;
      record.suspect(new Suspect(view.candidate(), winner));
    }
  }

  /** Takes the second look at a key that differed, and reports it if it still does. */
  void second(Suspect suspect, KeyView view, BatchRecord record) {
    Findings findings = record.findings();
    if (record.toldEarlier(view.key()) != null) {
      toldAlready(view, findings);
      return;
    }
    if (!view.unread().isEmpty()) {
      findings.skipped(view.key(), view.unread());
      return;
    }
    Verdict verdict = Classification.of(view.held(), options.preferRegion());
    if (verdict instanceof Verdict.InSync inSync) {
      settled(inSync, record.findings());
    } else if (verdict instanceof Verdict.Diverged diverged) {
      Map<String, Kind> behind = behind(suspect, view.held(), diverged.affected());
      if (behind.isEmpty()) {
        findings.inSync(1);
        findings.changed();
      } else {
        record.diverged(Divergences.of(view.candidate(), keys, diverged, behind));
      }
    } else {
      record.diverged(Divergences.of(view.candidate(), keys, verdict));
      if (verdict instanceof Verdict.Unusable unusable) {
        findings.skipped(view.key(), unusable.reasons());
      }
    }
  }

  /** A run that was killed within the batch told of the key, and not yet why it is skipped. */
  private void toldAlready(KeyView view, Findings findings) {
    if (view.unread().isEmpty()
        && Classification.of(view.held(), options.preferRegion())
            instanceof Verdict.Unusable unusable) {
      findings.skipped(view.key(), unusable.reasons());
    }
  }

  private static void settled(Verdict.InSync inSync, Findings findings) {
    findings.inSync(1);
    if (inSync.everywhere() != null && inSync.everywhere().isTombstone()) {
      findings.tombstoneKept();
    }
  }

  private static Map<String, Kind> behind(
      Suspect suspect, List<Held> replicas, Map<String, Kind> affected) {
    Map<String, Kind> behind = new LinkedHashMap<>();
    for (Held held : replicas) {
      Kind kind = affected.get(held.region());
      if (kind != null
          && (kind == Kind.CONFLICTING || !hasMovedPast(suspect.firstWinner(), held.copy()))) {
        behind.put(held.region(), kind);
      }
    }
    return behind;
  }

  private static boolean hasMovedPast(@Nullable Version firstWinner, @Nullable ItemCopy copy) {
    return firstWinner != null
        && copy != null
        && copy.version() != null
        && copy.version().compareTo(firstWinner) > 0;
  }
}
