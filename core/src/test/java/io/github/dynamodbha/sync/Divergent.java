package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestItems.tombstone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table in two regions, filled so that each kind of work is there: of every eight keys some are
 * alike, missing on either side, stale, in conflict, deleted everywhere, deleted in one region
 * only.
 */
final class Divergent {
  private static final String OLD = "2026-11-22T10:46:21.000000Z~00000001";
  private static final String NEW = "2026-11-22T10:46:22.000000Z~00000002";

  /** So that a segment of 1 MB has a few pages. */
  private static final String FILLER = "x".repeat(1000);

  private Divergent() {}

  /** Fills both regions with so many groups of eight keys. */
  static void fill(TestTable table, int groups) {
    List<Map<String, AttributeValue>> east = new ArrayList<>();
    List<Map<String, AttributeValue>> west = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      String id = "key" + group + "-";
      both(east, west, live(id + "same", "a", OLD));
      both(east, west, live(id + "same too", "b", OLD));
      east.add(live(id + "east only", "c", OLD));
      west.add(live(id + "west only", "d", OLD));
      east.add(live(id + "stale in west", "new", NEW));
      west.add(live(id + "stale in west", "old", OLD));
      east.add(live(id + "conflict", "one", OLD));
      west.add(live(id + "conflict", "other", OLD));
      both(east, west, tombstone(id + "deleted", NEW));
      east.add(live(id + "deleted in west", "old", OLD));
      west.add(tombstone(id + "deleted in west", NEW));
    }
    table.putAll(0, east);
    table.putAll(1, west);
  }

  private static void both(
      List<Map<String, AttributeValue>> east,
      List<Map<String, AttributeValue>> west,
      Map<String, AttributeValue> item) {
    east.add(item);
    west.add(item);
  }

  private static Map<String, AttributeValue> live(String id, String value, String version) {
    return Map.of("id", s(id), "value", s(value), "filler", s(FILLER), "last_updated", s(version));
  }
}
