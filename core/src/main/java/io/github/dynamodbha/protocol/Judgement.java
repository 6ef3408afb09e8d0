package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** What one region made of a conditional write. */
public sealed interface Judgement {
  /** The same, where an earlier attempt got no answer: it may have been carried out, or may be. */
  default Judgement afterUnclear() {
    if (this instanceof Overtaken overtaken) {
      return new Overtaken(overtaken.seen(), true);
    }
    if (this instanceof Refused refused) {
      return new Refused(refused.answer(), true);
    }
    if (this instanceof Failed failed) {
      return new Failed(failed.failure().afterUnclear());
    }
    return this instanceof LookAgain ? new LookAgain(true) : this;
  }

  /**
   * The condition held and the image is stored.
   *
   * @param copy what is stored now, where the region made the image of an update itself
   * @param unread why that could not be read, or null
   * @param attributes what the caller asked for, without system attributes, or null if there was
   *     nothing or nobody knows
   * @param capacity what the write consumed in this region, or null if it was not asked for or is
   *     not known
   * @param metrics its item collections, likewise
   * @param response the region's answer, or null if it was lost
   */
  record Stored(
      @Nullable ItemCopy copy,
      @Nullable Failure unread,
      @Nullable Map<String, AttributeValue> attributes,
      @Nullable ConsumedCapacity capacity,
      @Nullable ItemCollectionMetrics metrics,
      @Nullable DynamoDbResponse response)
      implements Judgement {
    /** Found to be stored after a lost reply. */
    static final Stored NOTHING_KNOWN = new Stored(null, null, null, null, null, null);

    /** Stored over a tombstone, by a transaction. */
    static Stored of(
        @Nullable ItemCopy copy,
        @Nullable Failure unread,
        @Nullable Map<String, AttributeValue> attributes,
        String table,
        TransactWriteItemsResponse answer) {
      List<ItemCollectionMetrics> metrics = answer.itemCollectionMetrics().get(table);
      return new Stored(
          copy,
          unread,
          attributes,
          answer.consumedCapacity().isEmpty() ? null : answer.consumedCapacity().get(0),
          metrics == null || metrics.isEmpty() ? null : metrics.get(0),
          answer);
    }
  }

  /**
   * Something newer is stored, so the condition was not judged; stamp above it and ask again.
   *
   * @param uncertain true if an earlier attempt may have been carried out before that was stored
   */
  record Overtaken(@Nullable Version seen, boolean uncertain) implements Judgement {}

  /**
   * What is stored changed while it was looked at: ask again, with the same version.
   *
   * @param uncertain true if an attempt may have been carried out, and have changed it
   */
  record LookAgain(boolean uncertain) implements Judgement {}

  /**
   * The caller's condition does not hold.
   *
   * @param uncertain true if an earlier attempt, of which nothing was heard, may be carried out
   *     even now: what the refused one saw proves nothing of one that is still under way
   */
  record Refused(ConditionalCheckFailedException answer, boolean uncertain) implements Judgement {}

  /** The region could not judge. */
  record Failed(Failure failure) implements Judgement {}
}
