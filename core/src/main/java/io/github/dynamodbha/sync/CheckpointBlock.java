package io.github.dynamodbha.sync;

/** The types of a checkpoint's blocks, as they stand in the file. */
final class CheckpointBlock {
  /** What the run is about; stands first. */
  static final byte HEADER = 1;

  /** A run begins. */
  static final byte OPENED = 2;

  /** What a segment leaves over in the join. */
  static final byte RESIDUALS = 3;

  /** A segment was read in all replicas. */
  static final byte SEGMENT = 4;

  /** A divergence, before it is repaired. */
  static final byte DIVERGED = 5;

  /** A batch of keys was dealt with. */
  static final byte BATCH = 6;

  /** A segment's tombstones that are to be purged. */
  static final byte DUE = 7;

  private CheckpointBlock() {}
}
