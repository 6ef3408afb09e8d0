package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.ExactChange;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A tombstone that lies where a write is to go.
 *
 * <p>Those of the Perl module keep the deleted item's attributes. An update would see these, so
 * that they are taken off first; that changes nothing that counts: the item stays deleted, as of
 * the same version.
 */
final class KnownTombstone {
  private KnownTombstone() {}

  /** Exactly this tombstone is still stored. */
  static Condition condition(ItemCopy tombstone, ItemFormat format) {
    AttributeValue mark =
        Objects.requireNonNull(tombstone.image().get(format.deletedAttribute()), "no tombstone");
    return Condition.tombstone(tombstone.version(), mark, format);
  }

  /** True if it holds nothing but its key and the system attributes. */
  static boolean isBare(ItemCopy tombstone, TableFormat format) {
    return tombstone.image().size() == bareImage(tombstone, format).size();
  }

  /** Takes off whatever else it holds, if it is still stored as it was read. */
  static CompletableFuture<Reply<ExactChange>> bare(
      ItemCopy tombstone, ReplicaItems replica, Deadline deadline) {
    return replica.replace(tombstone, bareImage(tombstone, replica.format()), deadline);
  }

  private static Map<String, AttributeValue> bareImage(ItemCopy tombstone, TableFormat format) {
    Map<String, AttributeValue> bare = new HashMap<>(tombstone.image());
    bare.keySet()
        .removeIf(
            name ->
                !format.items().isSystemAttribute(name) && !format.keys().names().contains(name));
    return bare;
  }
}
