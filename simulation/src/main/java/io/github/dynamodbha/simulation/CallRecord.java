package io.github.dynamodbha.simulation;

import io.github.dynamodbha.simulation.Plan.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  /** The version that was to be replaced where something else lay. */
  private @Nullable String replaceRefused;

  /** The greatest version that a region told it to have stored. */
  private @Nullable String greatestStored;

  private boolean refusedByOther;

  /** The regions that told it that they hold it. */
  private final Set<Integer> stored = new HashSet<>();

  /** Of each version that was to be replaced, the region that was asked first. */
  private final Map<String, Integer> deciders = new HashMap<>();

  /** Those of them of which that region has answered. */
  private final Set<String> decided = new HashSet<>();

  private @Nullable String firstVersion;

  /** Those of them that had when it was first sent with another version than its first. */
  private @Nullable Set<Integer> storedBefore;

  private long latestClockMicros;

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

  /** True if a region's last reply to it meant that it is stored there, or something newer is. */
  boolean wasHeldIn(int region) {
    String held = visits.get(region);
    return held != null && version != null && held.compareTo(version) >= 0;
  }

  Map<Integer, @Nullable String> shown() {
    return shown;
  }

  /** True if something else lay where its first round was stored. */
  boolean replaceRefused() {
    return replaceRefused != null;
  }

  void noteReplaceRefused(@Nullable String earlier) {
    replaceRefused = earlier;
  }

  /** The greatest version that a region told it to have stored, or null. */
  @Nullable String greatestStored() {
    return greatestStored;
  }

  /** A region is asked to replace what an earlier round had stored there. */
  void noteReplacing(String earlier, int region) {
    deciders.putIfAbsent(earlier, region);
  }

  /** It has answered. */
  void noteReplaced(String earlier, int region) {
    if (Objects.equals(deciders.get(earlier), region)) {
      decided.add(earlier);
    }
  }

  /**
   * True if this region was asked first for the replacement of a version, and of each other one,
   * and answered: then what was built on it there is what decides whether this write goes on.
   */
  boolean wasReplacedFirstIn(int region, String earlier) {
    return decided.contains(earlier)
        && deciders.values().stream().allMatch(decider -> decider == region);
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

  void noteStored(int region, @Nullable String storedVersion) {
    stored.add(region);
    if (storedVersion != null
        && (greatestStored == null || greatestStored.compareTo(storedVersion) < 0)) {
      greatestStored = storedVersion;
    }
  }

  /**
   * True if it knew, when it was stamped anew, that this region held its first round, and knew of
   * no other.
   */
  boolean knewStoredOnlyIn(int region) {
    return Objects.requireNonNullElse(storedBefore, stored).equals(Set.of(region));
  }

  void noteSent(@Nullable String sentVersion) {
    if (firstVersion == null) {
      firstVersion = sentVersion;
    } else if (storedBefore == null && !firstVersion.equals(sentVersion)) {
      storedBefore = Set.copyOf(stored);
    }
  }

  /** The latest that the client's clock had shown since it began, when it ended. */
  long latestClockMicros() {
    return latestClockMicros;
  }

  void end(Outcome how, long step, @Nullable String itsVersion, long clockMicros) {
    outcome = how;
    ended = step;
    version = itsVersion;
    latestClockMicros = clockMicros;
  }

  @Override
  public String toString() {
    return "#" + id + " " + kind + " " + key + " (" + outcome + " " + version + ")";
  }
}
