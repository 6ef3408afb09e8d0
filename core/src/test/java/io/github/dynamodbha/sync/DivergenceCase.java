package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.n;
import static io.github.dynamodbha.sync.TestItems.s;

import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What replicas may hold of one key, and what must become of it. The images lack the key, which the
 * test adds.
 *
 * @param name for the message of a failure
 * @param fate what sync does
 * @param copies the different copies, two or three, to be dealt out over the replicas in every way
 */
record DivergenceCase(String name, Fate fate, List<Copy> copies) {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEWER = "2026-11-22T10:46:21.000001Z~0123abcd";
  private static final String NEWEST = "2026-11-22T10:46:22";

  /** What sync does with a key. */
  enum Fate {
    /** Nothing: the copies are equal. */
    IN_SYNC,
    /** The winner goes everywhere. */
    REPAIRED,
    /** Of copies that only their content tells apart, one goes everywhere. */
    SETTLED,
    /** The tombstone goes everywhere, then away; without a divergence if it is everywhere. */
    PURGED,
    /** Reported and left alone, unless a region is preferred. */
    UNRESOLVED,
    /** Reported and left alone: it can't be compared. */
    SKIPPED
  }

  /**
   * One copy.
   *
   * @param image the item, or null if the replica has none
   * @param kind what verify says of a replica that holds it, or null if it is the winner or no
   *     party
   */
  record Copy(@Nullable Map<String, AttributeValue> image, @Nullable Kind kind) {}

  private static final Copy MISSING = new Copy(null, Kind.MISSING);

  /** All cases. */
  static final List<DivergenceCase> ALL =
      List.of(
          // Equal.
          of("equal", Fate.IN_SYNC, wins(live(NEWER, "a")), wins(live(NEWER, "a"))),
          of("equal, unversioned", Fate.IN_SYNC, wins(live(null, "a")), wins(live(null, "a"))),
          of("equal, unusable", Fate.IN_SYNC, wins(live("then", "a")), wins(live("then", "a"))),
          of("numbers spelt differently", Fate.IN_SYNC, wins(spelt("1")), wins(spelt("1.0E0"))),
          of("tombstone everywhere", Fate.PURGED, wins(deleted(NEWER)), wins(deleted(NEWER))),
          of("old tombstone everywhere", Fate.PURGED, wins(deleted(OLD)), wins(deleted(OLD))),
          of("unversioned tombstone", Fate.PURGED, wins(deleted(null)), wins(deleted(null))),
          // Missing.
          of("missing", Fate.REPAIRED, wins(live(NEWER, "new")), MISSING),
          of("missing, old format", Fate.REPAIRED, wins(live(OLD, "old")), MISSING),
          of("missing, unversioned", Fate.REPAIRED, wins(live(null, "a")), MISSING),
          of("tombstone missing", Fate.PURGED, wins(deleted(NEWER)), MISSING),
          of("unversioned tombstone missing", Fate.PURGED, wins(deleted(null)), MISSING),
          // Stale.
          of(
              "stale within its second",
              Fate.REPAIRED,
              wins(live(NEWER, "b")),
              stale(live(OLD, "a"))),
          of("stale, ours", Fate.REPAIRED, wins(live(NEWEST, "b")), stale(live(NEWER, "a"))),
          of("stale, old format", Fate.REPAIRED, wins(live(NEWEST, "b")), stale(live(OLD, "a"))),
          of("stale, same content", Fate.REPAIRED, wins(live(NEWEST, "a")), stale(live(OLD, "a"))),
          of("stale, unversioned", Fate.REPAIRED, wins(live(OLD, "b")), stale(live(null, "a"))),
          of("deleted here", Fate.PURGED, wins(deleted(NEWER)), stale(live(OLD, "a"))),
          of("deleted, unversioned there", Fate.PURGED, wins(deleted(OLD)), stale(live(null, "a"))),
          of("revived", Fate.REPAIRED, wins(live(NEWER, "b")), stale(deleted(OLD))),
          of("deleted twice", Fate.PURGED, wins(deleted(NEWER)), stale(deleted(OLD))),
          // Of the same version.
          of("conflict", Fate.SETTLED, rival(live(NEWER, "a")), rival(live(NEWER, "b"))),
          of("conflict, old format", Fate.SETTLED, rival(live(OLD, "a")), rival(live(OLD, "b"))),
          of("live mark and none", Fate.SETTLED, rival(live(OLD, "a")), rival(marked(OLD, n(0)))),
          of("deletion wins", Fate.PURGED, wins(deleted(OLD)), rival(live(OLD, "a"))),
          of(
              "deletion wins, unversioned",
              Fate.PURGED,
              wins(deleted(null)),
              rival(live(null, "a"))),
          of("two marks", Fate.PURGED, rival(deleted(OLD)), rival(marked(OLD, bool()))),
          // Nobody can tell.
          of("unversioned", Fate.UNRESOLVED, rival(live(null, "a")), rival(live(null, "b"))),
          of("number for a version", Fate.SKIPPED, rival(timed(n(1))), wins(live(OLD, "a"))),
          of("garbage for a version", Fate.SKIPPED, rival(live("then", "a")), wins(live(OLD, "b"))),
          of("unusable, missing", Fate.SKIPPED, rival(timed(n(1))), new Copy(null, null)),
          // Three different copies.
          of(
              "deleted, stale and missing",
              Fate.PURGED,
              wins(deleted(NEWER)),
              stale(live(OLD, "a")),
              MISSING),
          of(
              "three versions",
              Fate.REPAIRED,
              wins(live(NEWEST, "c")),
              stale(live(NEWER, "b")),
              stale(deleted(OLD))),
          of(
              "conflict over a stale copy",
              Fate.SETTLED,
              rival(live(NEWER, "a")),
              rival(live(NEWER, "b")),
              stale(live(OLD, "c"))),
          of(
              "unversioned and missing",
              Fate.UNRESOLVED,
              rival(live(null, "a")),
              rival(live(null, "b")),
              MISSING));

  private static DivergenceCase of(String name, Fate fate, Copy... copies) {
    return new DivergenceCase(name, fate, List.of(copies));
  }

  private static Copy wins(Map<String, AttributeValue> image) {
    return new Copy(image, null);
  }

  private static Copy stale(Map<String, AttributeValue> image) {
    return new Copy(image, Kind.STALE);
  }

  private static Copy rival(Map<String, AttributeValue> image) {
    return new Copy(image, Kind.CONFLICTING);
  }

  private static Map<String, AttributeValue> live(@Nullable String stamp, String content) {
    Map<String, AttributeValue> image = new HashMap<>(Map.of("content", s(content)));
    if (stamp != null) {
      image.put("last_updated", s(stamp));
    }
    return image;
  }

  private static Map<String, AttributeValue> deleted(@Nullable String stamp) {
    return stamp == null
        ? Map.of("deleted", n(1))
        : Map.of("deleted", n(1), "last_updated", s(stamp));
  }

  private static Map<String, AttributeValue> marked(String stamp, AttributeValue mark) {
    return Map.of("content", s("a"), "last_updated", s(stamp), "deleted", mark);
  }

  private static AttributeValue bool() {
    return AttributeValue.fromBool(true);
  }

  private static Map<String, AttributeValue> timed(AttributeValue version) {
    return Map.of("content", s("a"), "last_updated", version);
  }

  private static Map<String, AttributeValue> spelt(String number) {
    return Map.of("last_updated", s(OLD), "number", AttributeValue.fromN(number));
  }
}
