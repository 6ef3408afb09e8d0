package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings one key to the same item in every replica: confirm, classify, repair, purge.
 *
 * <p><b>No newer write is overwritten.</b> A replica's copy is replaced in two ways only. A winner
 * with a version is put on condition that the replica holds no version or a lesser one; the replica
 * judges that in the same step as it writes, so whatever newer write got there first stays, and
 * whatever comes later finds an older version and replaces it. Where versions are equal, or lacking
 * on both sides, the condition is the losing copy exactly as it was read: a write in between
 * changes it, and the repair is refused. (A foreign write that adds an attribute, changes none and
 * sets no version is the one thing that DynamoDB's conditions can't see.) A refused repair reads
 * and decides anew, {@value #MAX_LOOKS} times in all; then the key is reported as skipped.
 *
 * <p><b>Nothing deleted returns.</b> A tombstone is purged only when every replica has held it, so
 * that from then on no replica held anything older: any older copy had been replaced. After the
 * purge an older copy could only come from a write that was under way since before the deletion,
 * which is what the grace is for. If the purge ends half-way, some replicas hold the tombstone and
 * the others nothing: the tombstone wins in the next run, which repairs and purges.
 *
 * <p><b>It settles.</b> The order of copies is total and the same on every machine, versions are
 * never changed, and equal versions are decided by content; so two syncs at once, or a sync and a
 * replication, write the same winners. The exception, live copies that all lack a version, is
 * reported and not touched.
 */
final class KeyReconciliation {
  private static final int MAX_LOOKS = 3;
  private static final String KEPT_CHANGING =
      "not repaired: it changed each time between reading and writing; run again";
  private static final String TOO_LATE =
      "not repaired: its write had to wait so long that what was read had grown old; allow more"
          + " write units, or run again when the region has capacity";

  private final Confirmation confirmation;
  private final Repair repair;
  private final Purge purge;
  private final KeySchema keys;
  private final SyncOptions options;

  KeyReconciliation(
      Confirmation confirmation, Repair repair, Purge purge, KeySchema keys, SyncOptions options) {
    this.confirmation = confirmation;
    this.repair = repair;
    this.purge = purge;
    this.keys = keys;
    this.options = options;
  }

  /** Reconciles a key that was looked at for the first time. */
  void reconcile(KeyView firstLook, BatchRecord record) throws InterruptedException {
    KeyView view = firstLook;
    Findings findings = record.findings();
    boolean reported = record.toldEarlier(view.key()) != null;
    boolean late = false;
    ItemCopy attempted = null;
    for (int look = 1; look <= MAX_LOOKS; look++) {
      if (!view.unread().isEmpty()) {
        findings.skipped(view.key(), view.unread());
        return;
      }
      Verdict verdict = Classification.of(view.held(), options.preferRegion());
      if (verdict instanceof Verdict.InSync inSync) {
        settled(view.key(), inSync, reported, attempted, record);
        return;
      }
      if (!reported) {
        record.diverged(Divergences.of(view.candidate(), keys, verdict));
        reported = true;
      }
      if (verdict instanceof Verdict.Diverged diverged) {
        Repair.@Nullable Outcome outcome =
            options.dryRun() ? null : repair.apply(diverged, view.asOf());
        if (outcome != null && !outcome.failed().isEmpty()) {
          findings.skipped(view.key(), outcome.failed());
          return;
        }
        if (outcome == null || outcome.isDone()) {
          findings.repaired();
          purgeIfDue(diverged, findings);
          return;
        }
        late = outcome.late() > 0;
        attempted = diverged.winner();
        view = confirmation.look(view.candidate());
      } else {
        leave(view, verdict, findings);
        return;
      }
    }
    lastLook(view, late, attempted, record);
  }

  /** No further repair is tried: the key is either settled by now, or left to another run. */
  private void lastLook(
      KeyView view, boolean late, @Nullable ItemCopy attempted, BatchRecord record)
      throws InterruptedException {
    if (!view.unread().isEmpty()) {
      record.findings().skipped(view.key(), view.unread());
      return;
    }
    Verdict verdict = Classification.of(view.held(), options.preferRegion());
    if (verdict instanceof Verdict.InSync inSync) {
      settled(view.key(), inSync, true, attempted, record);
    } else if (verdict instanceof Verdict.Diverged diverged) {
      for (String region : diverged.affected().keySet()) {
        record.findings().skipped(view.key(), region, late ? TOO_LATE : KEPT_CHANGING);
      }
    } else {
      leave(view, verdict, record.findings());
    }
  }

  private void settled(
      ItemKey key,
      Verdict.InSync inSync,
      boolean reported,
      @Nullable ItemCopy attempted,
      BatchRecord record)
      throws InterruptedException {
    Findings findings = record.findings();
    ItemCopy everywhere = inSync.everywhere();
    Divergence earlier = record.toldEarlier(key);
    if (!reported) {
      findings.inSync(1);
    } else if (everywhere != null && attempted != null && everywhere.sameContent(attempted)) {
      // It was refused because it was there: the reply to our own write was lost.
      findings.repaired();
    } else if (earlier != null && attempted == null) {
      repairedEarlier(earlier, everywhere, findings);
    } else {
      findings.changed();
    }
    if (everywhere != null) {
      purgeIfDue(Tombstone.of(everywhere, confirmation.format()), findings);
    }
  }

  /**
   * A run that was killed before the end of the batch had told of the key, and may have repaired.
   */
  private static void repairedEarlier(
      Divergence earlier, @Nullable ItemCopy everywhere, Findings findings) {
    if (everywhere == null ? earlier.deleted() : holdsWinner(everywhere, earlier)) {
      findings.repaired();
      if (everywhere == null) {
        findings.purged();
      }
    } else {
      findings.changed();
    }
  }

  private static boolean holdsWinner(ItemCopy everywhere, Divergence earlier) {
    return Objects.equals(everywhere.version(), earlier.winnerVersion())
        && everywhere.isTombstone() == earlier.deleted();
  }

  private void purgeIfDue(Verdict.Diverged repaired, Findings findings)
      throws InterruptedException {
    if (repaired.everywhereThen()) {
      purgeIfDue(Tombstone.of(repaired.winner(), confirmation.format()), findings);
    }
  }

  private void purgeIfDue(@Nullable Tombstone tombstone, Findings findings)
      throws InterruptedException {
    if (tombstone != null && purge.isDue(tombstone, findings)) {
      purge.purge(tombstone, findings);
    }
  }

  private static void leave(KeyView view, Verdict verdict, Findings findings) {
    if (verdict instanceof Verdict.Unusable unusable) {
      findings.skipped(view.key(), unusable.reasons());
    } else {
      findings.unresolved();
    }
  }
}
