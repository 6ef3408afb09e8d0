package io.github.dynamodbha.table;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.protocol.Judgement;
import io.github.dynamodbha.protocol.Outcomes;
import io.github.dynamodbha.protocol.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;

/**
 * What became of a write that succeeded.
 *
 * <p>Immutable and thread-safe.
 */
public final class WriteResult {
  private final @Nullable Version version;
  private final List<String> stored;
  private final Map<String, Throwable> missed;
  private final Judgement.@Nullable Stored answer;

  WriteResult(
      @Nullable Version version,
      List<String> stored,
      Map<String, Throwable> missed,
      Judgement.@Nullable Stored answer) {
    this.version = version;
    this.stored = List.copyOf(stored);
    this.missed = Ordered.copy(missed);
    this.answer = answer;
  }

  static WriteResult unchanged() {
    return new WriteResult(null, List.of(), Map.of(), null);
  }

  static WriteResult of(Written written) {
    return new WriteResult(
        written.version(), written.stored(), Outcomes.causes(written.missed()), written.judged());
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
   * The old item that a request with {@code ReturnValues} asked for, without the system attributes;
   * empty if it was not asked for, there was no item, or the region's reply was lost and a
   * repetition found the write carried out.
   */
  public Optional<Map<String, AttributeValue>> attributes() {
    return Optional.ofNullable(answer).map(Judgement.Stored::attributes);
  }

  /**
   * The capacity that a request asked for, as consumed in the region that judged it; the other
   * regions consume about as much. Empty where {@link #attributes()} would be.
   */
  public Optional<ConsumedCapacity> consumedCapacity() {
    return Optional.ofNullable(answer).map(Judgement.Stored::capacity);
  }

  /** The item collection metrics that a request asked for, from the region that judged it. */
  public Optional<ItemCollectionMetrics> itemCollectionMetrics() {
    return Optional.ofNullable(answer).map(Judgement.Stored::metrics);
  }

  @Override
  public String toString() {
    return (version == null ? "nothing to write" : version + " stored in " + stored)
        + (missed.isEmpty() ? "" : ", missed in " + missed.keySet());
  }
}
