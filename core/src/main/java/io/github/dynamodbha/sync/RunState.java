package io.github.dynamodbha.sync;

import io.github.dynamodbha.sync.join.ResidualJoin;
import io.github.dynamodbha.sync.join.SpillDirectory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a run knows so far: the join of what its segments left over, the keys that wait for a later
 * step, and the tally; and, through the checkpoint, what an earlier run knew. Thread-safe.
 */
final class RunState implements Checkpoint.Replay, AutoCloseable {
  /** Half of the memory is the join's, a quarter the scanning threads', a quarter the queues'. */
  private static final int JOIN_SHARE = 2;

  private static final int SEGMENTS_SHARE = 4;
  private static final int QUEUE_SHARE = 4;

  private final SyncReport.Mode mode;
  private final List<ReplicaRun> replicas;
  private final Tally tally;
  private final Checkpoint checkpoint;
  private final Purge purge;
  private final SpillDirectory directory;
  private final ResidualJoin join;

  /** In a sync the due tombstones, in a verify the suspects: a run has only one of them. */
  private final KeyQueue later;

  private final long segmentBytes;
  private final AtomicLong candidates = new AtomicLong();
  private final AtomicLong confirmed = new AtomicLong();
  private volatile SyncProgress.Phase phase = SyncProgress.Phase.SCAN;

  RunState(
      SyncReport.Mode mode,
      SyncOptions options,
      List<ReplicaRun> replicas,
      Tally tally,
      Checkpoint checkpoint,
      Purge purge) {
    this.mode = mode;
    this.replicas = replicas;
    this.tally = tally;
    this.checkpoint = checkpoint;
    this.purge = purge;
    long memory = options.limits().memoryBytes();
    segmentBytes = memory / SEGMENTS_SHARE / options.concurrency();
    directory = SpillDirectory.open(options.spillDirectory());
    join = new ResidualJoin(replicas.size(), memory / JOIN_SHARE, directory, this::matched);
    later = new KeyQueue(memory / QUEUE_SHARE, directory);
  }

  Tally tally() {
    return tally;
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  ResidualJoin join() {
    return join;
  }

  KeyQueue later() {
    return later;
  }

  /** What the open keys of one scanning thread may take. */
  long segmentBytes() {
    return segmentBytes;
  }

  /** Whether a tombstone that every replica holds is to be purged; counts it if it stays. */
  boolean isDue(Tombstone tombstone, Findings findings) {
    if (mode == SyncReport.Mode.VERIFY) {
      findings.tombstoneKept();
      return false;
    }
    return purge.isDue(tombstone, findings);
  }

  /** Takes what a segment that is being read leaves over. */
  void leftOver(int segment, List<Residual> residuals) {
    checkpoint.residuals(segment, residuals);
    residuals.forEach(residual -> residual(segment, residual));
  }

  /** Takes what a segment that was read has shown. */
  void completed(SegmentResult result) {
    checkpoint.completed(result);
    tally.add(result.findings());
  }

  /** Takes what a batch has shown. */
  void completed(BatchRecord batch) {
    batch.complete();
    batch.suspects().forEach(this::suspect);
    progress();
  }

  /** So many keys of a batch were dealt with. */
  void dealtWith(int keys) {
    confirmed.addAndGet(keys);
    progress();
  }

  /**
   * A key whose last replica turned up in another segment, or after its segment had left it over.
   */
  private void matched(byte flags, byte[] payload) {
    Findings findings = new Findings();
    findings.compared(1);
    findings.inSync(1);
    if (flags == Payload.TOMBSTONE) {
      Tombstone tombstone = Payload.tombstone(payload);
      if (isDue(tombstone, findings)) {
        due(tombstone);
      }
    }
    tally.add(findings);
  }

  /** Takes tombstones of a segment that is being read, which every replica holds. */
  void due(int segment, List<Tombstone> tombstones) {
    checkpoint.due(segment, tombstones);
    tombstones.forEach(this::due);
  }

  @Override
  public void due(Tombstone tombstone) {
    later.add(tombstone.key(), Payload.TOMBSTONE, 0, Payload.of(tombstone));
  }

  private void suspect(SecondLook.Suspect suspect) {
    Candidate candidate = suspect.candidate();
    later.add(candidate.key(), Payload.SUSPECT, candidate.segment(), Payload.of(suspect));
  }

  @Override
  public void residual(int segment, Residual residual) {
    join.add(
        residual.keyHigh(),
        residual.keyLow(),
        residual.high(),
        residual.low(),
        residual.replicas(),
        residual.differs(),
        residual.flags(),
        segment,
        residual.payload(),
        0,
        residual.payload().length);
  }

  @Override
  public void segment(SegmentResult result) {
    for (ReplicaRun replica : replicas) {
      replica.scanned(result.items()[replica.index()], result.bytes()[replica.index()]);
    }
    tally.add(result.findings());
  }

  @Override
  public void diverged(Divergence divergence) {
    tally.diverged(divergence);
  }

  @Override
  public void batch(Findings findings, List<SecondLook.Suspect> suspects) {
    tally.add(findings);
    suspects.forEach(this::suspect);
  }

  /** Another phase begins, with so many keys more to look at. */
  void begin(SyncProgress.Phase next, long keys) {
    phase = next;
    candidates.addAndGet(keys);
    progress();
  }

  /** An earlier run dealt with these keys. */
  void passedOver(int keys) {
    confirmed.addAndGet(keys);
  }

  void progress() {
    tally.progress(
        new SyncProgress(
            phase,
            replicas.stream().map(ReplicaRun::progress).toList(),
            candidates.get(),
            confirmed.get(),
            tally.counts()));
  }

  @Override
  public void close() {
    try (directory;
        later;
        join) {
      // Each is closed whatever becomes of the others.
    }
  }
}
