package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which pieces of work a checkpoint holds complete. Filled by one thread while the file is read,
 * read-only after that.
 */
final class CheckpointState {
  /** By which opening of the file each segment was completed; absent for not yet. */
  private final Map<Integer, Integer> completedBy = new HashMap<>();

  private final Map<Step, BitSet> doneBatches = new EnumMap<>(Step.class);

  /** The divergences of batches that were begun and not ended. */
  private final Map<Step, Map<Integer, Map<ItemKey, Divergence>>> told = new EnumMap<>(Step.class);

  private @Nullable CheckpointHeader header;
  private int openings;

  void header(CheckpointHeader stored) {
    header = stored;
  }

  void opened() {
    openings++;
  }

  void completed(int segment) {
    completedBy.put(segment, openings);
  }

  void diverged(Step step, int batch, Divergence divergence) {
    told.computeIfAbsent(step, s -> new HashMap<>())
        .computeIfAbsent(batch, b -> new HashMap<>())
        .put(divergence.key(), divergence);
  }

  void done(Step step, int batch) {
    doneBatches.computeIfAbsent(step, s -> new BitSet()).set(batch);
    told.getOrDefault(step, new HashMap<>()).remove(batch);
  }

  @Nullable CheckpointHeader header() {
    return header;
  }

  int openings() {
    return openings;
  }

  boolean isCompleted(int segment) {
    return completedBy.containsKey(segment);
  }

  /** Whether a residual of the segment counts that was written by this opening of the file. */
  boolean isCompletedBy(int segment, int opening) {
    return completedBy.getOrDefault(segment, 0) == opening;
  }

  boolean isDone(Step step, int batch) {
    BitSet done = doneBatches.get(step);
    return done != null && done.get(batch);
  }

  /** What was told of a batch that was begun and not ended. */
  Map<ItemKey, Divergence> told(Step step, int batch) {
    return told.getOrDefault(step, Map.of()).getOrDefault(batch, Map.of());
  }
}
