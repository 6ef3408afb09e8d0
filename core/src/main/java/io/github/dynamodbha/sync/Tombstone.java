package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is needed of a tombstone to purge it: enough to name it in a condition.
 *
 * @param version its version, or null if it has none or an unusable one
 * @param mark the value of the attribute that makes it a tombstone
 * @param unusable why its version can't be used, or null
 */
record Tombstone(
    ItemKey key, @Nullable Version version, AttributeValue mark, @Nullable String unusable) {

  /** The copy as a tombstone, or null if it is a live item. */
  static @Nullable Tombstone of(ItemCopy copy, ItemFormat format) {
    if (!copy.isTombstone()) {
      return null;
    }
    AttributeValue mark = Objects.requireNonNull(copy.image().get(format.deletedAttribute()));
    return new Tombstone(
        copy.key(),
        copy.version(),
        mark,
        copy.unusable() == null ? null : copy.unusable().getMessage());
  }
}
