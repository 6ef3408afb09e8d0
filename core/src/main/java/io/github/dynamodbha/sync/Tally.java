package io.github.dynamodbha.sync;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a run finds and does, and keeps samples of it. Thread-safe. */
final class Tally {
  private final SyncOptions options;
  private final LongAdder keysCompared = new LongAdder();
  private final LongAdder inSync = new LongAdder();
  private final LongAdder missing = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder conflicting = new LongAdder();
  private final LongAdder repaired = new LongAdder();
  private final LongAdder purged = new LongAdder();
  private final LongAdder tombstonesKept = new LongAdder();
  private final LongAdder unresolved = new LongAdder();
  private final LongAdder changed = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final DivergenceSamples samples;
  private final DivergencePicture picture;
  private final SkippedKeys skippedKeys;

  /**
   * Nothing counted yet.
   *
   * @param segments into how many segments each table is divided
   */
  Tally(SyncOptions options, int segments) {
    this.options = options;
    samples = new DivergenceSamples(options.maxSampleKeys());
    picture = new DivergencePicture(segments);
    skippedKeys = new SkippedKeys(options.maxSampleKeys());
  }

  /** Counts what a complete piece of work has found. */
  void add(Findings findings) {
    LongAdder[] counters = {
      keysCompared, inSync, repaired, purged, tombstonesKept, unresolved, changed
    };
    long[] counts = findings.counts();
    for (int i = 0; i < counts.length; i++) {
      counters[i].add(counts[i]);
    }
    if (!findings.skipped().isEmpty()) {
      skipped(findings.skipped());
    }
  }

  private synchronized void skipped(List<SyncReport.Skipped> keys) {
    for (SyncReport.Skipped key : keys) {
      skipped.increment();
      skippedKeys.add(key.key(), key.region(), key.reason());
    }
  }

  void diverged(Divergence divergence) {
    switch (divergence.kind()) {
      case MISSING -> missing.increment();
      case STALE -> stale.increment();
      case CONFLICTING -> conflicting.increment();
    }
    // The lock also keeps the listener's calls one at a time.
    synchronized (this) {
      samples.add(divergence);
      picture.add(divergence);
      options.listener().onDivergence(divergence);
    }
  }

  synchronized void progress(SyncProgress progress) {
    options.listener().onProgress(progress);
  }

  SyncCounts counts() {
    return new SyncCounts(
        keysCompared.sum(),
        inSync.sum(),
        missing.sum(),
        stale.sum(),
        conflicting.sum(),
        repaired.sum(),
        purged.sum(),
        tombstonesKept.sum(),
        unresolved.sum(),
        changed.sum(),
        skipped.sum());
  }

  /** Samples of each kind, the worst first. */
  synchronized List<Divergence> divergences() {
    return samples.worstFirst();
  }

  /** What is wrong in one region. */
  synchronized KindCounts differingIn(String region) {
    return samples.in(region);
  }

  /** What differs where. */
  synchronized List<SegmentCounts> picture() {
    return picture.columns();
  }

  synchronized List<SkipReason> skipReasons() {
    return skippedKeys.reasons();
  }
}
