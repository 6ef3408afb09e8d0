package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.ItemSize;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Refuses a caller's bad item or key before anything is asked or written. */
public final class ItemCheck {
  /** Any version: all have the same length. */
  private static final Version SAMPLE = Version.of(0, 0);

  private final TableFormat format;

  /** Makes the check of a table. */
  public ItemCheck(TableFormat format) {
    this.format = format;
  }

  /**
   * Checks an item to put.
   *
   * @throws IllegalArgumentException if its key is missing or bad, it carries a system attribute,
   *     or it is too large with its version
   */
  public void image(Map<String, AttributeValue> item) {
    item.forEach(ItemCheck::requireValue);
    ItemKey key = format.keys().keyOf(item);
    format.items().requireNoSystemAttributes(item);
    int bytes = ItemSize.of(format.items().stamp(item, SAMPLE));
    if (bytes > ItemSize.MAX_BYTES) {
      throw new IllegalArgumentException(
          "The item "
              + key
              + " has "
              + bytes
              + " bytes with its version, more than DynamoDB's limit of "
              + ItemSize.MAX_BYTES
              + " (400 KB): split it, or keep large values elsewhere");
    }
  }

  private static void requireValue(String name, @Nullable AttributeValue value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "The attribute '"
              + name
              + "' is null: leave it out, or write AttributeValue.fromNul(true)");
    }
  }

  /**
   * Reads a key given as attributes.
   *
   * @throws IllegalArgumentException if an attribute is missing, bad, or not part of the key
   */
  public ItemKey keyOnly(Map<String, AttributeValue> attributes) {
    Set<String> others = new TreeSet<>(attributes.keySet());
    format.keys().names().forEach(others::remove);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "The key has the attributes "
              + others
              + ", which are not part of the table's key "
              + format.keys().names()
              + ": leave them out");
    }
    return format.keys().keyOf(attributes);
  }
}
