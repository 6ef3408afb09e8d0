package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One item that a transaction has left in the judging region.
 *
 * @param version that of the transaction
 * @param image makes what was put, or null for an update
 * @param copy what an update has left, as it was read afterwards; null if it is gone by now
 * @param unread why it could not be read, or null
 */
record TransactionImage(
    String table,
    Version version,
    WriteProtocol.@Nullable Image image,
    @Nullable ItemCopy copy,
    @Nullable Failure unread) {
  /**
   * True if there is something to replicate: what was put, or an update's image, or that of a later
   * write. Something without a version, or with a lesser one, is none of these: it was put there by
   * somebody who doesn't keep to the protocol.
   */
  boolean isReplicable() {
    return image != null || (copy != null && isThisOrLater(copy.version()));
  }

  private boolean isThisOrLater(@Nullable Version held) {
    return held != null && held.compareTo(version) >= 0;
  }

  /** True if something else has replaced it already where it was stored. */
  boolean isReplaced() {
    return isReplicable() && !isFound();
  }

  /** True if the region that it was read in is known to hold what the transaction wrote. */
  boolean isFound() {
    return image != null || (copy != null && version.equals(copy.version()));
  }

  /** The version that the image carries: a later one, if the item has been written since. */
  Version held() {
    return copy == null || copy.version() == null ? version : copy.version();
  }

  Map<String, AttributeValue> stamped() {
    return image != null ? image.apply(version) : Objects.requireNonNull(copy).image();
  }
}
