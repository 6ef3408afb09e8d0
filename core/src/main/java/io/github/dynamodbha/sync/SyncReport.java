package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import java.time.Instant;
import java.util.List;

/**
 * What a run found and did. Immutable and thread-safe.
 *
 * @param mode what kind of run it was
 * @param keys the tables' primary key, the same in every replica
 * @param started when it began, by the clock that the reconciler was given
 * @param ended when it ended
 * @param replicas one entry for each replica, in the order given
 * @param counts all numbers, in keys
 * @param divergences samples of the keys that differed, the worst first; at most {@link
 *     SyncOptions#maxSampleKeys} of each kind
 * @param picture how many keys differ where, by scan segment: all segments of the plan in order, at
 *     most 128 columns, the empty ones too
 * @param skipReasons what could not be done, by region and reason
 * @param notes what the reader should know, such as a region whose time to live couldn't be read
 */
public record SyncReport(
    Mode mode,
    KeySchema keys,
    Instant started,
    Instant ended,
    List<ReplicaReport> replicas,
    SyncCounts counts,
    List<Divergence> divergences,
    List<SegmentCounts> picture,
    List<SkipReason> skipReasons,
    List<String> notes) {

  /** Where the prices come from that costs are estimated by. */
  public static final String PRICE_SOURCE = Prices.SOURCE;

  /** The number in the JSON's field {@code schema}; it grows when a field changes its meaning. */
  public static final int JSON_SCHEMA = 2;

  /** Copies the lists. */
  public SyncReport {
    replicas = List.copyOf(replicas);
    divergences = List.copyOf(divergences);
    picture = List.copyOf(picture);
    skipReasons = List.copyOf(skipReasons);
    notes = List.copyOf(notes);
  }

  /** The kinds of run. */
  public enum Mode {
    /** Repaired and purged. */
    SYNC,
    /** Did as {@link #SYNC} does, but wrote nothing: the counts say what it would have done. */
    DRY_RUN,
    /** Compared only, with a second look at what differed. */
    VERIFY
  }

  /**
   * A key that could not be read, repaired or purged in one region.
   *
   * @param key the key
   * @param region the region where it failed
   * @param reason the cause, and where there is one the cure
   */
  public record Skipped(ItemKey key, String region, String reason) {}

  /**
   * True if the run showed that all replicas hold the same: nothing differed when it looked, and
   * nothing was skipped. After {@code sync} it speaks of the time before the repair.
   */
  public boolean identical() {
    return counts.differing() == 0 && complete();
  }

  /** Into how many segments each table was divided for its scan. */
  public int segments() {
    return picture.isEmpty() ? 0 : picture.get(picture.size() - 1).lastSegment() + 1;
  }

  /** The samples of all {@link #skipReasons}, one entry for each key. */
  public List<Skipped> skipped() {
    return skipReasons.stream()
        .flatMap(
            why ->
                why.sampleKeys().stream().map(key -> new Skipped(key, why.region(), why.reason())))
        .toList();
  }

  /** True if nothing was skipped: every key could be read and, for sync, repaired and purged. */
  public boolean complete() {
    return counts.skipped() == 0;
  }

  /** The consumed units of all replicas at the on-demand list price, {@link #PRICE_SOURCE}. */
  public double costUsd() {
    return replicas.stream().mapToDouble(ReplicaReport::costUsd).sum();
  }

  /** What the plan expected the scans of all replicas to cost. */
  public double estimatedCostUsd() {
    return replicas.stream().mapToDouble(ReplicaReport::estimatedCostUsd).sum();
  }

  /** The report for people: a few lines in English, without a line break at the end. */
  public String toText() {
    return new TextReport(this).text();
  }

  /**
   * The report for programs: one JSON object on one line. Its {@code schema} is {@value
   * #JSON_SCHEMA}; docs/sync.md describes every field and its unit. What is not known is null.
   */
  public String toJson() {
    return new JsonReport(this).json();
  }

  /**
   * The report as one HTML page for people who don't read logs: the answer in a sentence, numbers
   * for each region, a picture of what differs where, and samples. It needs no other file, no
   * script and no network, and keys are escaped.
   */
  public String toHtml() {
    return new HtmlReport(this).html();
  }
}
