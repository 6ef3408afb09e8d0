package io.github.dynamodbha.sync;

import io.github.dynamodbha.replica.ExactChange;
import io.github.dynamodbha.replica.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes tombstones that every replica holds.
 *
 * <p>Only the tombstone itself is ever deleted: the condition names its version (or that it has
 * none) and its mark. If a replica fails after another has deleted, it still holds the tombstone,
 * while the other holds nothing: the next run puts the tombstone back and purges both. The item
 * cannot return, since what every replica held was newer than any older copy, and the one that
 * failed still holds it. A tombstone without a version, which foreign rows may be, has no age: see
 * {@link PurgeRule}.
 */
final class Purge {
  private final List<ReplicaRun> replicas;
  private final Confirmation confirmation;
  private final SyncOptions options;
  private final Instant asOf;
  private final boolean writes;

  /**
   * The purge of a run.
   *
   * @param asOf when the run began, its first part if it goes on from a checkpoint: by this a
   *     tombstone is old enough or not, so that all parts purge the same ones
   */
  Purge(
      List<ReplicaRun> replicas,
      Confirmation confirmation,
      SyncOptions options,
      Instant asOf,
      boolean writes) {
    this.replicas = replicas;
    this.confirmation = confirmation;
    this.options = options;
    this.asOf = asOf;
    this.writes = writes;
  }

  /** Whether the tombstone may go, by age and version; counts those that may not. */
  boolean isDue(Tombstone tombstone, Findings findings) {
    switch (PurgeRule.decide(tombstone, options.tombstoneGrace(), asOf)) {
      case PURGE -> {
        return true;
      }
      case KEEP -> findings.tombstoneKept();
      case REFUSE ->
          findings.skipped(
              tombstone.key(),
              replicas.get(0).region(),
              "tombstone not purged: " + tombstone.unusable());
    }
    return false;
  }

  /** Deletes a due tombstone in all replicas at once and waits for them. */
  void purge(Tombstone tombstone, Findings findings) throws InterruptedException {
    if (!writes) {
      findings.purged();
      return;
    }
    Map<String, String> failed = exhausted();
    int overtaken = 0;
    if (failed.isEmpty()) {
      List<Patience.Started<ExactChange>> deletions = new ArrayList<>();
      for (ReplicaRun replica : replicas) {
        deletions.add(delete(replica, tombstone));
      }
      for (int i = 0; i < replicas.size(); i++) {
        ReplicaRun replica = replicas.get(i);
        Reply<ExactChange> reply = deletions.get(i).await();
        if (reply instanceof Reply.Failed<ExactChange> failure) {
          failed.put(replica.region(), "could not be purged: " + failure.failure().describe());
        } else if (reply instanceof Reply.Answered<ExactChange> answered
            && answered.answer() instanceof ExactChange.Done done) {
          replica.consumedWrite(done.writeUnits());
        } else {
          replica.refusedWrite(Prices.LEAST_WRITE_UNITS);
          overtaken++;
        }
      }
    }
    if (!failed.isEmpty()) {
      findings.skipped(tombstone.key(), failed);
    } else if (overtaken > 0) {
      lookAgain(tombstone, findings);
    } else {
      findings.purged();
    }
  }

  /**
   * Not every replica held the tombstone any more: the reply to a deletion was lost, another sync
   * has purged it, or somebody wrote the item anew.
   */
  private void lookAgain(Tombstone tombstone, Findings findings) throws InterruptedException {
    KeyView view = confirmation.look(new Candidate(tombstone.key(), 0));
    if (!view.unread().isEmpty()) {
      findings.skipped(tombstone.key(), view.unread());
    } else if (view.held().stream().allMatch(held -> held.copy() == null)) {
      findings.purged();
    } else {
      findings.changed();
    }
  }

  /**
   * No purge is begun that can't be ended: a replica that was given up would keep its tombstone.
   */
  private Map<String, String> exhausted() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (ReplicaRun replica : replicas) {
      if (replica.reads().isExhausted() || replica.writes().isExhausted()) {
        reasons.put(replica.region(), "tombstone not purged: the region no longer answers");
      }
    }
    return reasons;
  }

  private static Patience.Started<ExactChange> delete(ReplicaRun replica, Tombstone tombstone)
      throws InterruptedException {
    return replica
        .writes()
        .start(
            Prices.LEAST_WRITE_UNITS,
            () ->
                replica
                    .items()
                    .deleteTombstone(
                        tombstone.key(),
                        tombstone.version(),
                        tombstone.mark(),
                        replica.items().replica().newDeadline()));
  }
}
