package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one batch of a step after the scan finds and does. Divergences are told at once, since they
 * must be known before they are repaired; all else when the batch is complete. Belongs to one
 * thread.
 */
final class BatchRecord {
  private final Step step;
  private final int number;
  private final Checkpoint checkpoint;
  private final Tally tally;
  private final Map<ItemKey, Divergence> toldEarlier;
  private final Findings findings = new Findings();
  private final List<SecondLook.Suspect> suspects = new ArrayList<>();

  BatchRecord(Step step, int number, Checkpoint checkpoint, Tally tally) {
    this.step = step;
    this.number = number;
    this.checkpoint = checkpoint;
    this.tally = tally;
    this.toldEarlier = checkpoint.told(step, number);
  }

  Findings findings() {
    return findings;
  }

  /** What a run that was killed within this batch told of the key, or null. */
  @Nullable Divergence toldEarlier(ItemKey key) {
    return toldEarlier.get(key);
  }

  /** Tells of a divergence, unless an earlier run has. */
  void diverged(Divergence divergence) {
    if (!toldEarlier.containsKey(divergence.key())) {
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
    checkpoint.done(step, number, findings, suspects);
    tally.add(findings);
  }
}
