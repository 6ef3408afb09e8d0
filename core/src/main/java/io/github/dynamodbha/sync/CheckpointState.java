package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
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

  /** By number, the fingerprint of the keys of each batch that was dealt with. */
  private final Map<Step, Map<Integer, Long>> doneBatches = new EnumMap<>(Step.class);

  /** The divergences of batches that were begun and not ended. */
  private final Map<Step, Map<ItemKey, Told>> told = new EnumMap<>(Step.class);

  private @Nullable CheckpointHeader header;
  private int openings;

  private record Told(int batch, Divergence divergence) {}

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
        .put(divergence.key(), new Told(batch, divergence));
  }

  void done(Step step, int batch, long fingerprint) {
    doneBatches.computeIfAbsent(step, s -> new HashMap<>()).put(batch, fingerprint);
    told.getOrDefault(step, new HashMap<>()).values().removeIf(t -> t.batch() == batch);
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

  boolean isDone(Step step, int batch, long fingerprint) {
    Long done = doneBatches.getOrDefault(step, Map.of()).get(batch);
    return done != null && done == fingerprint;
  }

  /** What was told of a key in a batch that was begun and not ended, or null. */
  @Nullable Divergence told(Step step, ItemKey key) {
    Told before = told.getOrDefault(step, Map.of()).get(key);
    return before == null ? null : before.divergence();
  }
}
