package io.github.dynamodbha.simulation;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** What one table holds, and held until a moment ago. */
final class ModelRows {
  /** A stored item; one that was deleted is kept until it can no longer be seen. */
  static final class Row {
    private final Map<String, AttributeValue> key;
    private @Nullable Map<String, AttributeValue> item;
    private @Nullable Map<String, AttributeValue> before;
    private long changedAt;

    Row(Map<String, AttributeValue> key) {
      this.key = key;
    }

    Map<String, AttributeValue> key() {
      return key;
    }

    @Nullable Map<String, AttributeValue> seen(
        @Nullable Boolean consistent, ModelTable.Choices choices) {
      return Boolean.TRUE.equals(consistent) || !choices.showsOld(changedAt) ? item : before;
    }
  }

  private record Place(long hash, String key) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byHash = Long.compareUnsigned(hash, other.hash);
      return byHash != 0 ? byHash : key.compareTo(other.key);
    }
  }

  /** A thousand days. */
  private static final long LONG_AGO_NANOS = 86_400_000_000_000_000L;

  private final List<String> keyNames;
  private final long salt;
  private final LongSupplier nanoTime;
  private final ModelTable.Journal journal;
  private final NavigableMap<Place, Row> rows = new TreeMap<>();

  /**
   * No rows.
   *
   * @param salt decides the order of scans
   */
  ModelRows(List<String> keyNames, long salt, LongSupplier nanoTime, ModelTable.Journal journal) {
    this.keyNames = keyNames;
    this.salt = salt;
    this.nanoTime = nanoTime;
    this.journal = journal;
  }

  int size() {
    return rows.size();
  }

  private Place place(String key) {
    return new Place(Seeds.mix(salt, key.hashCode()), key);
  }

  String keyText(Map<String, AttributeValue> attributes) {
    for (String keyName : keyNames) {
      if (!attributes.containsKey(keyName)) {
        throw ModelErrors.validation("One of the required keys was not given a value");
      }
    }
    return Values.keyText(attributes, keyNames);
  }

  /** What lies under a key now; empty for nothing. */
  Map<String, AttributeValue> held(String key) {
    Row row = rows.get(place(key));
    return row == null || row.item == null ? Map.of() : row.item;
  }

  /** All items, by key. */
  Map<String, Map<String, AttributeValue>> items() {
    Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    rows.forEach(
        (place, row) -> {
          if (row.item != null) {
            items.put(place.key(), row.item);
          }
        });
    return items;
  }

  /** From now on every read shows the last change, which counts as one of long ago. */
  void settle() {
    rows.values().removeIf(row -> row.item == null);
    for (Row row : rows.values()) {
      row.before = row.item;
      row.changedAt = -LONG_AGO_NANOS;
    }
  }

  void store(String key, @Nullable Map<String, AttributeValue> item) {
    Map<String, AttributeValue> shown = item == null ? held(key) : item;
    if (shown.isEmpty()) {
      return;
    }
    Row row = rows.computeIfAbsent(place(key), any -> new Row(Values.only(shown, keyNames)));
    row.before = row.item;
    row.item = item;
    row.changedAt = nanoTime.getAsLong();
    journal.changed(key, row.before, item);
  }

  /** What a read shows of a key, or null for nothing. */
  @Nullable Map<String, AttributeValue> seen(
      String key, @Nullable Boolean consistent, ModelTable.Choices choices) {
    Row row = rows.get(place(key));
    return row == null ? null : row.seen(consistent, choices);
  }

  /** The rows behind a key in the order of scans, all for null. */
  Iterable<Row> after(@Nullable Map<String, AttributeValue> key) {
    return key == null ? rows.values() : rows.tailMap(place(keyText(key)), false).values();
  }

  boolean isInSegment(Row row, ScanRequest scan) {
    return scan.totalSegments() == null
        || Math.floorMod(
                Seeds.mix(salt >>> 1, keyText(row.key).hashCode()), (long) scan.totalSegments())
            == Objects.requireNonNull(scan.segment());
  }
}
