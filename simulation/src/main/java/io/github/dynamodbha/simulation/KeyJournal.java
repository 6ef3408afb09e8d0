package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.CopyOrder;
import io.github.dynamodbha.item.ItemCopy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All that one key ever was, in every region. */
final class KeyJournal {
  /** A region holds something else from a step on. */
  record Change(long step, int region, @Nullable String version, int operation, ItemCopy copy) {}

  private final List<Change> stored = new ArrayList<>();
  private final Map<String, Integer> owners = new HashMap<>();
  private long firstPurge = Long.MAX_VALUE;
  private @Nullable ItemCopy greatest;

  /** A region stores a copy. */
  void stored(Change change) {
    stored.add(change);
    ItemCopy copy = change.copy();
    if (change.version() != null) {
      owners.putIfAbsent(change.version(), change.operation());
    }
    if (greatest == null || CopyOrder.OLDEST_FIRST.compare(copy, greatest) > 0) {
      greatest = copy;
    }
  }

  /** A region deletes its copy. */
  void purged(long step) {
    firstPurge = Math.min(firstPurge, step);
  }

  /** True if any region ever deleted its copy. */
  boolean wasPurged() {
    return firstPurge < Long.MAX_VALUE;
  }

  /** The greatest copy that any region ever held, or null. */
  @Nullable ItemCopy greatest() {
    return greatest;
  }

  /** The operation that a version comes from; 0 for what was there at the start. */
  int owner(@Nullable String version) {
    return version == null ? 0 : owners.getOrDefault(version, 0);
  }

  /** The greatest version that an operation has stored anywhere, or null. */
  @Nullable String greatestOf(int operation) {
    return stored.stream()
        .filter(change -> change.operation() == operation)
        .map(Change::version)
        .filter(version -> version != null && owner(version) == operation)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** True if a region stored the version before a step. */
  boolean wasStoredBefore(int region, @Nullable String version, long step) {
    return version != null
        && stored.stream()
            .anyMatch(
                change ->
                    change.region() == region
                        && change.step() < step
                        && version.equals(change.version()));
  }

  /** True if a region ever held this version or a greater one. */
  boolean everHeld(int region, String version) {
    return stored.stream()
        .anyMatch(
            change ->
                change.region() == region
                    && change.version() != null
                    && change.version().compareTo(version) >= 0);
  }

  /** True if a region ever held exactly this. */
  boolean everHeld(Map<String, AttributeValue> item) {
    return stored.stream().anyMatch(change -> Values.equal(change.copy().image(), item));
  }

  /** Another image that was stored with the version of this one, or null. */
  @Nullable ItemCopy twin(ItemCopy copy, @Nullable String version) {
    return stored.stream()
        .filter(change -> version != null && version.equals(change.version()))
        .map(Change::copy)
        .filter(other -> !Values.equal(other.image(), copy.image()))
        .findFirst()
        .orElse(null);
  }

  /** True if a copy was stored anywhere after the key was purged somewhere. */
  boolean wasStoredAfterPurge(@Nullable String version) {
    return stored.stream()
        .anyMatch(
            change ->
                change.step() > firstPurge && java.util.Objects.equals(version, change.version()));
  }
}
