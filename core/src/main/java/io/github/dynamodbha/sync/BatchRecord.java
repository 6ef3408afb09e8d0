package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one batch of a step after the scan finds and does. Divergences are told at once, since they
 * must be known before they are repaired; all else when the batch is complete. Belongs to one
 * thread.
 */
final class BatchRecord {
  private final Step step;
  private final int number;
  private final long fingerprint;
  private final Checkpoint checkpoint;
  private final Tally tally;
  private final Findings findings = new Findings();
  private final List<SecondLook.Suspect> suspects = new ArrayList<>();

  BatchRecord(Step step, int number, long fingerprint, Checkpoint checkpoint, Tally tally) {
    this.step = step;
    this.number = number;
    this.fingerprint = fingerprint;
    this.checkpoint = checkpoint;
    this.tally = tally;
  }

  Findings findings() {
    return findings;
  }

  /** What a run that was killed within this batch told of the key, or null. */
  @Nullable Divergence toldEarlier(ItemKey key) {
    return checkpoint.told(step, key);
  }

  /** Tells of a divergence, unless an earlier run has. */
  void diverged(Divergence divergence) {
    if (toldEarlier(divergence.key()) == null) {
      checkpoint.diverged(step, number, divergence);
      tally.diverged(divergence);
    }
  }

  void suspect(SecondLook.Suspect suspect) {
    suspects.add(suspect);
  }

  List<SecondLook.Suspect> suspects() {
    return suspects;
  }

  /** The batch was dealt with. */
  void complete() {
    checkpoint.done(step, number, fingerprint, findings, suspects);
    tally.add(findings);
  }
}
