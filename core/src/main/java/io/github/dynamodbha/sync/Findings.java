package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one piece of work, a segment or a batch of keys, has shown and done. One thread gathers it;
 * when the piece is complete it goes to the tally and the checkpoint as a whole, so that a piece
 * which is done anew after a crash counts once.
 */
final class Findings {
  private long compared;
  private long inSync;
  private long repaired;
  private long purged;
  private long tombstonesKept;
  private long unresolved;
  private long changed;
  private final List<SyncReport.Skipped> skipped = new ArrayList<>();

  Findings() {}

  /** Findings that were stored as {@link #counts()} and {@link #skipped()}. */
  Findings(long[] counts, List<SyncReport.Skipped> skipped) {
    compared = counts[0];
    inSync = counts[1];
    repaired = counts[2];
    purged = counts[3];
    tombstonesKept = counts[4];
    unresolved = counts[5];
    changed = counts[6];
    this.skipped.addAll(skipped);
  }

  /** How many numbers {@link #counts()} has. */
  static final int COUNTS = 7;

  /** Compared, in sync, repaired, purged, tombstones kept, unresolved, changed. */
  long[] counts() {
    return new long[] {compared, inSync, repaired, purged, tombstonesKept, unresolved, changed};
  }

  List<SyncReport.Skipped> skipped() {
    return skipped;
  }

  void compared(long keys) {
    compared += keys;
  }

  void inSync(long keys) {
    inSync += keys;
  }

  void repaired() {
    repaired++;
  }

  void purged() {
    purged++;
  }

  void tombstoneKept() {
    tombstonesKept++;
  }

  void unresolved() {
    unresolved++;
  }

  void changed() {
    changed++;
  }

  void skipped(ItemKey key, String region, String reason) {
    skipped.add(new SyncReport.Skipped(key, region, reason));
  }

  void skipped(ItemKey key, Map<String, String> reasons) {
    reasons.forEach((region, reason) -> skipped(key, region, reason));
  }
}
