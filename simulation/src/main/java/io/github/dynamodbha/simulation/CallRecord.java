package io.github.dynamodbha.simulation;

import io.github.dynamodbha.simulation.Plan.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One operation of a client: when it was, what it saw of the regions, and what came of it. */
final class CallRecord {
  /** What came of a call. */
  enum Outcome {
    /** Nobody was told anything: it is under way, or its client was killed. */
    OPEN,
    /** It was carried out. */
    DONE,
    /** A delete found nothing to delete. */
    UNCHANGED,
    /** The caller's condition did not hold. */
    CONDITION_FAILED,
    /** No region, or too few, did it. */
    FAILED,
    /** Nobody knows. */
    UNKNOWN
  }

  private final int id;
  private final Kind kind;
  private final boolean transaction;
  private final String key;
  private final long begun;
  private final List<@Nullable String> heldAtBegin;

  /** The last reply of each region to one of its puts: what the region held after it. */
  private final Map<Integer, @Nullable String> visits = new HashMap<>();

  /** What each region showed to its reads. */
  private final Map<Integer, @Nullable String> shown = new HashMap<>();

  private Outcome outcome = Outcome.OPEN;
  private long ended = Long.MAX_VALUE;
  private @Nullable String version;
  private boolean replaceRefused;
  private boolean refusedByOther;

  /** The regions that told it that they hold it, each with the step at which they did. */
  private final Map<Integer, Long> stored = new HashMap<>();

  private @Nullable String firstVersion;

  /** The step at which it was first sent with another version than its first. */
  private long restamped = Long.MAX_VALUE;

  private long clockMicrosAtEnd;

  CallRecord(
      int id,
      Kind kind,
      boolean transaction,
      String key,
      long begun,
      List<@Nullable String> heldAtBegin) {
    this.id = id;
    this.kind = kind;
    this.transaction = transaction;
    this.key = key;
    this.begun = begun;
    this.heldAtBegin = heldAtBegin;
  }

  int id() {
    return id;
  }

  Kind kind() {
    return kind;
  }

  /** True if it is one of several writes that are carried out together. */
  boolean isInTransaction() {
    return transaction;
  }

  boolean writes() {
    return kind != Kind.GET;
  }

  String key() {
    return key;
  }

  /** The scheduler's step at which it began. */
  long begun() {
    return begun;
  }

  /** The step at which its caller was told; the greatest number if that never was. */
  long ended() {
    return ended;
  }

  Outcome outcome() {
    return outcome;
  }

  boolean isDone() {
    return outcome == Outcome.DONE;
  }

  /** The version that it wrote, or read. */
  @Nullable String version() {
    return version;
  }

  @Nullable String heldAtBegin(int region) {
    return heldAtBegin.get(region);
  }

  Map<Integer, @Nullable String> visits() {
    return visits;
  }

  Map<Integer, @Nullable String> shown() {
    return shown;
  }

  /** True if something else lay where its first round was stored. */
  boolean replaceRefused() {
    return replaceRefused;
  }

  void noteReplaceRefused() {
    replaceRefused = true;
  }

  /** True if a region refused it for another version than its own. */
  boolean refusedByOther() {
    return refusedByOther;
  }

  void noteRefusedByOther() {
    refusedByOther = true;
  }

  /** True if a region told it that it holds the write. */
  boolean storedAnswered() {
    return !stored.isEmpty();
  }

  void noteStored(int region, long step) {
    stored.putIfAbsent(region, step);
  }

  /**
   * True if it knew, when it was stamped anew, that this region held its first round, and knew of
   * no other.
   */
  boolean knewStoredOnlyIn(int region) {
    return stored.entrySet().stream()
        .filter(entry -> entry.getValue() < restamped)
        .map(Map.Entry::getKey)
        .toList()
        .equals(List.of(region));
  }

  void noteSent(@Nullable String sentVersion, long step) {
    if (firstVersion == null) {
      firstVersion = sentVersion;
    } else if (!firstVersion.equals(sentVersion)) {
      restamped = Math.min(restamped, step);
    }
  }

  /** The client's clock when it ended, for the order of versions. */
  long clockMicrosAtEnd() {
    return clockMicrosAtEnd;
  }

  void end(Outcome how, long step, @Nullable String itsVersion, long clockMicros) {
    outcome = how;
    ended = step;
    version = itsVersion;
    clockMicrosAtEnd = clockMicros;
  }

  @Override
  public String toString() {
    return "#" + id + " " + kind + " " + key + " (" + outcome + " " + version + ")";
  }
}
