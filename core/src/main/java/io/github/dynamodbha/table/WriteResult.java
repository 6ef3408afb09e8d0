package io.github.dynamodbha.table;

import io.github.dynamodbha.item.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What became of a write that succeeded.
 *
 * <p>Immutable and thread-safe.
 */
public final class WriteResult {
  private final @Nullable Version version;
  private final List<String> stored;
  private final Map<String, Throwable> missed;
  private final @Nullable Map<String, AttributeValue> attributes;

  WriteResult(
      @Nullable Version version,
      List<String> stored,
      Map<String, Throwable> missed,
      @Nullable Map<String, AttributeValue> attributes) {
    this.version = version;
    this.stored = List.copyOf(stored);
    this.missed = Ordered.copy(missed);
    this.attributes = attributes;
  }

  static WriteResult unchanged() {
    return new WriteResult(null, List.of(), Map.of(), null);
  }

  WriteResult withAttributes(@Nullable Map<String, AttributeValue> old) {
    return new WriteResult(version, stored, missed, old);
  }

  /**
   * The version that was written; empty if nothing was, because the item to delete was absent in
   * every region.
   */
  public Optional<Version> version() {
    return Optional.ofNullable(version);
  }

  /** The regions that stored the write, in order of preference. */
  public List<String> storedIn() {
    return stored;
  }

  /**
   * The regions that did not store it, in order of preference, each with the cause. They are
   * brought up to date by a later read repair or by {@code sync}.
   */
  public Map<String, Throwable> missedIn() {
    return missed;
  }

  /** True if no region missed the write. */
  public boolean isReplicated() {
    return missed.isEmpty();
  }

  /**
   * The attributes that a request with {@code ReturnValues} asked for, without the system
   * attributes; empty if none were asked for or there was no item.
   */
  public Optional<Map<String, AttributeValue>> attributes() {
    return Optional.ofNullable(attributes);
  }

  @Override
  public String toString() {
    return (version == null ? "nothing to write" : version + " stored in " + stored)
        + (missed.isEmpty() ? "" : ", missed in " + missed.keySet());
  }
}
