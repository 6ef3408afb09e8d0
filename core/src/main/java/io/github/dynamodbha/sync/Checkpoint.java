package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, kept in a file so that a run which follows a killed one goes on where that
 * ended.
 *
 * <p>The unit of work is a segment in all replicas, and after the scan a batch of keys. What a
 * segment leaves over in the join is written while it is read, and counts once the segment's own
 * block says that it is complete; what belongs to a segment that was not completed is passed over,
 * and the segment is read again. The batches of the later steps are the same in every run, since
 * the join hands out its keys in the order of their hashes; a batch is passed over if one of its
 * number, with the very same keys, was done.
 *
 * <p>A divergence is written <em>before</em> it is repaired, apart from its batch: if the run is
 * killed between the repair and the batch's end, the next one finds the key in sync, and still
 * knows that it differed.
 *
 * <p>Without a file nothing is kept, and the methods that write do nothing. Thread-safe.
 */
final class Checkpoint implements AutoCloseable {
  private final @Nullable CheckpointFile file;
  private final CheckpointCodec codec;
  private final List<ReplicaRun> replicas;
  private final CheckpointHeader header;
  private final CheckpointState state;

  /** Hears what an earlier run left, in the order in which it was written. */
  interface Replay {
    void residual(int segment, Residual residual);

    void due(Tombstone tombstone);

    void segment(SegmentResult result);

    void diverged(Divergence divergence);

    void batch(Findings findings, List<SecondLook.Suspect> suspects);
  }

  private Checkpoint(
      @Nullable CheckpointFile file,
      CheckpointCodec codec,
      List<ReplicaRun> replicas,
      CheckpointHeader header,
      CheckpointState state) {
    this.file = file;
    this.codec = codec;
    this.replicas = replicas;
    this.header = header;
    this.state = state;
  }

  /**
   * Opens a checkpoint.
   *
   * @param path the file, or null for none
   * @param run what this run is about
   * @throws SyncException if the file belongs to another run, is in use, is damaged, or can't be
   *     written
   */
  static Checkpoint open(
      @Nullable Path path, CheckpointHeader run, CheckpointCodec codec, List<ReplicaRun> replicas) {
    CheckpointState state = new CheckpointState();
    if (path == null) {
      return new Checkpoint(null, codec, replicas, run, state);
    }
    CheckpointFile file = CheckpointFile.open(path);
    try {
      CheckpointSurvey survey = new CheckpointSurvey(path, run, codec, state);
      file.read((type, content) -> survey.take(type, new BlockInput(content)));
      CheckpointHeader stored = state.header();
      if (stored == null) {
        file.append(CheckpointBlock.HEADER, run.encoded());
      }
      file.append(CheckpointBlock.OPENED, new byte[0]);
      return new Checkpoint(file, codec, replicas, stored == null ? run : stored, state);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Into how many segments the tables are divided. */
  int segments() {
    return header.segments();
  }

  /** When the first run began. */
  Instant started() {
    return header.started();
  }

  /** True if there was an earlier run. */
  boolean isResumed() {
    return state.openings() > 0;
  }

  /** Tells what the earlier runs completed. */
  void replay(Replay replay) {
    if (file == null || !isResumed()) {
      return;
    }
    // Counts up as the blocks pass by, as it did when they were written.
    int[] opening = new int[1];
    file.read((type, content) -> replay(type, new BlockInput(content), opening, replay));
  }

  private void replay(byte type, BlockInput in, int[] opening, Replay replay) {
    switch (type) {
      case CheckpointBlock.OPENED -> opening[0]++;
      case CheckpointBlock.RESIDUALS -> {
        int segment = in.small();
        if (state.isCompletedBy(segment, opening[0])) {
          while (in.hasMore()) {
            replay.residual(segment, codec.residual(in));
          }
        }
      }
      case CheckpointBlock.DUE -> {
        if (state.isCompletedBy(in.small(), opening[0])) {
          while (in.hasMore()) {
            replay.due(Payload.tombstone(in.bytes()));
          }
        }
      }
      case CheckpointBlock.SEGMENT -> {
        int segment = in.small();
        restoreUnits(in);
        replay.segment(codec.segmentResult(segment, in));
      }
      case CheckpointBlock.DIVERGED -> {
        in.flag();
        in.small();
        replay.diverged(codec.divergence(in));
      }
      case CheckpointBlock.BATCH -> {
        in.flag();
        in.small();
        in.number();
        restoreUnits(in);
        Findings findings = codec.findings(in);
        List<SecondLook.Suspect> suspects = new ArrayList<>();
        for (int i = in.small(); i > 0; i--) {
          SecondLook.Suspect suspect = codec.suspect(in);
          int unused = header.requireSegment(suspect.candidate().segment());
          suspects.add(suspect);
        }
        replay.batch(findings, suspects);
      }
      default -> {
        // The header was read when the file was opened.
      }
    }
  }

  /** Whether an earlier run has read the segment in all replicas. */
  boolean isCompleted(int segment) {
    return state.isCompleted(segment);
  }

  /** Whether an earlier run has dealt with a batch of these keys. */
  boolean isDone(Step step, int batch, long fingerprint) {
    return state.isDone(step, batch, fingerprint);
  }

  /** What an earlier run told of a key in a batch that it did not end, or null. */
  @Nullable Divergence told(Step step, ItemKey key) {
    return state.told(step, key);
  }

  /** Keeps what a segment leaves over; it counts once the segment is completed. */
  void residuals(int segment, List<Residual> residuals) {
    if (file != null && !residuals.isEmpty()) {
      BlockOutput out = new BlockOutput().small(segment);
      residuals.forEach(residual -> codec.write(out, residual));
      file.append(CheckpointBlock.RESIDUALS, out.toByteArray());
    }
  }

  /** Keeps tombstones of a segment that are to be purged; they count as {@link #residuals} do. */
  void due(int segment, List<Tombstone> tombstones) {
    if (file != null && !tombstones.isEmpty()) {
      BlockOutput out = new BlockOutput().small(segment);
      tombstones.forEach(tombstone -> out.bytes(Payload.of(tombstone)));
      file.append(CheckpointBlock.DUE, out.toByteArray());
    }
  }

  /** Keeps that a segment was read in all replicas. */
  void completed(SegmentResult result) {
    if (file != null) {
      synchronized (file) {
        BlockOutput out = new BlockOutput().small(result.segment());
        writeUnits(out);
        codec.write(out, result);
        file.append(CheckpointBlock.SEGMENT, out.toByteArray());
      }
    }
  }

  /** Keeps a divergence, before anything is done about it. */
  void diverged(Step step, int batch, Divergence divergence) {
    if (file != null) {
      BlockOutput out = new BlockOutput().flag(step.number()).small(batch);
      codec.write(out, divergence);
      file.append(CheckpointBlock.DIVERGED, out.toByteArray());
    }
  }

  /** Keeps that a batch was dealt with. */
  void done(
      Step step,
      int batch,
      long fingerprint,
      Findings findings,
      List<SecondLook.Suspect> suspects) {
    if (file != null) {
      synchronized (file) {
        BlockOutput out = new BlockOutput().flag(step.number()).small(batch).number(fingerprint);
        writeUnits(out);
        codec.write(out, findings);
        out.small(suspects.size());
        suspects.forEach(suspect -> codec.write(out, suspect));
        file.append(CheckpointBlock.BATCH, out.toByteArray());
      }
    }
  }

  /**
   * All that was consumed until now, by pieces under way too: it was spent. Under the file's lock,
   * so that no later block says less.
   */
  private void writeUnits(BlockOutput out) {
    for (ReplicaRun replica : replicas) {
      out.reals(replica.consumed());
    }
  }

  private void restoreUnits(BlockInput in) {
    for (ReplicaRun replica : replicas) {
      replica.restoreConsumed(in.reals(2));
    }
  }

  /** Removes the file: the run has ended well. */
  void finished() {
    if (file != null) {
      file.delete();
    }
  }

  /** Leaves the file for a later run; after {@link #finished} it does nothing. */
  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
