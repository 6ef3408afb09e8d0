package io.github.dynamodbha.item;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One replica's copy of an item, as read: its image, key, version and whether it is a tombstone.
 *
 * <p>Immutable and thread-safe; the image must not be changed by whoever made it.
 */
public final class ItemCopy {
  private final Map<String, AttributeValue> image;
  private final ItemKey key;
  private final @Nullable Version version;
  private final @Nullable UnusableVersionException unusable;
  private final boolean tombstone;

  /** Computed when first asked for; every thread that races to do so computes the same value. */
  private volatile @Nullable ContentDigest digest;

  private ItemCopy(
      Map<String, AttributeValue> image,
      ItemKey key,
      @Nullable Version version,
      @Nullable UnusableVersionException unusable,
      boolean tombstone) {
    this.image = image;
    this.key = key;
    this.version = version;
    this.unusable = unusable;
    this.tombstone = tombstone;
  }

  /**
   * Reads a stored item.
   *
   * @throws IllegalArgumentException if it lacks the schema's key
   */
  public static ItemCopy of(
      Map<String, AttributeValue> image, KeySchema schema, ItemFormat format) {
    ItemKey key = schema.keyOf(image);
    boolean tombstone = format.isTombstone(image);
    try {
      return new ItemCopy(image, key, format.versionOf(image).orElse(null), null, tombstone);
    } catch (UnusableVersionException unusable) {
      return new ItemCopy(image, key, null, unusable, tombstone);
    }
  }

  /** All attributes, the system attributes included. */
  public Map<String, AttributeValue> image() {
    return image;
  }

  /** The item's primary key. */
  public ItemKey key() {
    return key;
  }

  /** The version, or null if the item has none or an unusable one. */
  public @Nullable Version version() {
    return version;
  }

  /** Why the stored version can't be used, or null if there is none or it is fine. */
  public @Nullable UnusableVersionException unusable() {
    return unusable;
  }

  /** True if this copy says that the item is gone. */
  public boolean isTombstone() {
    return tombstone;
  }

  /** The digest of the whole image. */
  public ContentDigest digest() {
    ContentDigest known = digest;
    if (known == null) {
      known = ContentDigest.of(image);
      digest = known;
    }
    return known;
  }

  /** True if both images are equal as DynamoDB compares them. */
  public boolean sameContent(ItemCopy other) {
    return digest().equals(other.digest());
  }

  /** Key, version and kind; no other content, so that it may be logged. */
  @Override
  public String toString() {
    return (tombstone ? "tombstone " : "item ")
        + key
        + " "
        + (version != null
            ? version
            : unusable != null ? "with unusable version" : "without version");
  }
}
