package io.github.dynamodbha.sync;

import java.nio.file.Path;

/** The first reading of a checkpoint: what earlier runs have done. */
final class CheckpointSurvey {
  private final Path path;
  private final CheckpointHeader run;
  private final CheckpointCodec codec;
  private final CheckpointState state;

  /**
   * Creates a survey.
   *
   * @param run what the run that reads is about
   * @param state where what is found goes
   */
  CheckpointSurvey(Path path, CheckpointHeader run, CheckpointCodec codec, CheckpointState state) {
    this.path = path;
    this.run = run;
    this.codec = codec;
    this.state = state;
  }

  /**
   * Takes the next block.
   *
   * @throws SyncException if the file belongs to another run
   * @throws IllegalArgumentException if the block is none of a checkpoint's
   */
  void take(byte type, BlockInput in) {
    switch (type) {
      case CheckpointBlock.HEADER -> {
        CheckpointHeader stored = CheckpointHeader.decoded(in);
        // Before another table's keys are read by this one's schema.
        run.requireSame(stored, path);
        state.header(stored);
      }
      case CheckpointBlock.OPENED -> state.opened();
      case CheckpointBlock.SEGMENT -> state.completed(requireSegment(in.small()));
      case CheckpointBlock.DIVERGED -> {
        Step step = Step.of(in.flag());
        int batch = in.small();
        Divergence divergence = codec.divergence(in);
        int unused = requireSegment(divergence.segment());
        state.diverged(step, batch, divergence);
      }
      case CheckpointBlock.BATCH -> state.done(Step.of(in.flag()), in.small(), in.number());
      case CheckpointBlock.RESIDUALS, CheckpointBlock.DUE -> {
        // They count if their segment was completed, which is known at the end only.
      }
      default -> throw new IllegalArgumentException("There is no block of type " + type);
    }
  }

  private int requireSegment(int segment) {
    CheckpointHeader header = state.header();
    if (header == null) {
      throw new IllegalArgumentException("Segment " + segment + " stands before the header");
    }
    return header.requireSegment(segment);
  }
}
