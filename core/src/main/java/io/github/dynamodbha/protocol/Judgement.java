package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** What one region made of a conditional write. */
public sealed interface Judgement {
  /**
   * The condition held and the image is stored.
   *
   * @param old the live item that it replaced, without system attributes, or null if there was none
   *     or nobody knows
   * @param capacity what the put consumed in this region, or null if it was not asked for or is not
   *     known
   * @param metrics its item collections, likewise
   */
  record Stored(
      @Nullable Map<String, AttributeValue> old,
      @Nullable ConsumedCapacity capacity,
      @Nullable ItemCollectionMetrics metrics)
      implements Judgement {
    /** Stored over a tombstone, or found to be stored after a lost reply. */
    static final Stored NOTHING_KNOWN = new Stored(null, null, null);

    static Stored of(@Nullable Map<String, AttributeValue> old, PutItemResponse answer) {
      return new Stored(old, answer.consumedCapacity(), answer.itemCollectionMetrics());
    }
  }

  /**
   * Something newer is stored, so the condition was not judged; stamp above it and ask again.
   *
   * @param uncertain true if an earlier attempt may have been carried out before that was stored
   */
  record Overtaken(@Nullable Version seen, boolean uncertain) implements Judgement {}

  /** What is stored changed while it was looked at: ask again, with the same version. */
  record LookAgain() implements Judgement {}

  /** The caller's condition does not hold. */
  record Refused(ConditionalCheckFailedException answer) implements Judgement {}

  /** The region could not judge. */
  record Failed(Failure failure) implements Judgement {}
}
