package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.ItemCopy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** What became of an image that was put on condition that the replica holds nothing newer. */
public sealed interface StampedPut {
  /**
   * The replica took it.
   *
   * @param answer as the region gave it
   */
  record Stored(PutItemResponse answer) implements StampedPut {
    /** The capacity that it consumed, in write units; 0 if it was not asked for. */
    public double writeUnits() {
      return Replies.units(answer.consumedCapacity());
    }
  }

  /**
   * The replica held this very version before: an earlier try took effect and its reply was lost.
   */
  record AlreadyStored() implements StampedPut {}

  /**
   * The replica holds something else: a newer version, or one that can't be read.
   *
   * @param current what it holds, or null if that went away before it could be read
   */
  record Superseded(@Nullable ItemCopy current) implements StampedPut {}
}
