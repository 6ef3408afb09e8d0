package io.github.dynamodbha.item;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How version and tombstone are written into an item: the names of the two system attributes, and
 * the images made with them.
 *
 * @param versionAttribute name of the attribute that holds the version; {@code last_updated} by
 *     default
 * @param deletedAttribute name of the attribute that marks a tombstone; {@code deleted} by default
 */
public record ItemFormat(String versionAttribute, String deletedAttribute) {
  /** The attribute names that the Perl module uses: {@code last_updated} and {@code deleted}. */
  public static final ItemFormat DEFAULT = new ItemFormat("last_updated", "deleted");

  private static final AttributeValue DELETED = AttributeValue.fromN("1");

  /** How much of an unreadable version its message repeats; a stored string may have 400 KB. */
  private static final int MAX_QUOTED = 60;

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if a name is empty or both are the same
   */
  public ItemFormat {
    if (versionAttribute.isEmpty() || deletedAttribute.isEmpty()) {
      throw new IllegalArgumentException("A system attribute's name is empty: give both a name");
    }
    if (versionAttribute.equals(deletedAttribute)) {
      throw new IllegalArgumentException(
          "Version and tombstone can't both be held in '"
              + versionAttribute
              + "': give the two system attributes different names");
    }
  }

  /** True if {@code name} is one of the two system attributes. */
  public boolean isSystemAttribute(String name) {
    return name.equals(versionAttribute) || name.equals(deletedAttribute);
  }

  /**
   * Refuses a key schema that uses a system attribute.
   *
   * @throws IllegalArgumentException if it does
   */
  public void requireNoKey(KeySchema schema) {
    for (String name : schema.names()) {
      if (isSystemAttribute(name)) {
        throw new IllegalArgumentException(
            "'"
                + name
                + "' is part of the table's key, so it can't hold the version or the"
                + " tombstone mark: choose another attribute name for it");
      }
    }
  }

  /**
   * Refuses an item of a caller's that carries a system attribute: it would be overwritten, or turn
   * the item into a tombstone.
   *
   * @throws IllegalArgumentException if it carries one
   */
  public void requireNoSystemAttributes(Map<String, AttributeValue> item) {
    for (String name : new String[] {versionAttribute, deletedAttribute}) {
      if (item.containsKey(name)) {
        throw new IllegalArgumentException(
            "The item carries the attribute '"
                + name
                + "', which is reserved for the item's "
                + (name.equals(versionAttribute) ? "version" : "tombstone mark")
                + ": remove it, or configure another attribute name");
      }
    }
  }

  /** A caller's item with its version: the image that is put. */
  public Map<String, AttributeValue> stamp(Map<String, AttributeValue> item, Version version) {
    Map<String, AttributeValue> image = new HashMap<>(item);
    image.remove(deletedAttribute);
    image.put(versionAttribute, AttributeValue.fromS(version.text()));
    return image;
  }

  /** An image, live or a tombstone, with another version. */
  public Map<String, AttributeValue> withVersion(
      Map<String, AttributeValue> image, Version version) {
    Map<String, AttributeValue> changed = new HashMap<>(image);
    changed.put(versionAttribute, AttributeValue.fromS(version.text()));
    return changed;
  }

  /** The tombstone of a key: the key's attributes, version and mark, and nothing else. */
  public Map<String, AttributeValue> tombstone(
      Map<String, AttributeValue> keyAttributes, Version version) {
    Map<String, AttributeValue> image = new HashMap<>(keyAttributes);
    image.put(versionAttribute, AttributeValue.fromS(version.text()));
    image.put(deletedAttribute, DELETED);
    return image;
  }

  /** The item without the system attributes, as a reader gets it. */
  public Map<String, AttributeValue> strip(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> plain = new HashMap<>(item);
    plain.remove(versionAttribute);
    plain.remove(deletedAttribute);
    return plain;
  }

  /**
   * True if the mark is N other than 0, or BOOL true.
   *
   * @throws IllegalArgumentException if it is N and no number that DynamoDB can hold
   */
  public boolean isTombstone(Map<String, AttributeValue> item) {
    AttributeValue mark = item.get(deletedAttribute);
    if (mark == null) {
      return false;
    }
    if (mark.n() == null) {
      return Boolean.TRUE.equals(mark.bool());
    }
    try {
      return !CanonicalNumber.isZero(mark.n());
    } catch (IllegalArgumentException refused) {
      throw CanonicalForm.inAttribute(deletedAttribute, refused);
    }
  }

  /**
   * The version that an item carries.
   *
   * @return empty if it carries none
   * @throws UnusableVersionException if the attribute is of another type than S, or in no known
   *     format
   */
  public Optional<Version> versionOf(Map<String, AttributeValue> item) {
    AttributeValue stamp = item.get(versionAttribute);
    if (stamp == null) {
      return Optional.empty();
    }
    if (stamp.s() == null) {
      throw new UnusableVersionException(
          "is of type " + stamp.type() + " in attribute '" + versionAttribute + "', not S");
    }
    return Optional.of(
        Version.parse(stamp.s())
            .orElseThrow(
                () ->
                    new UnusableVersionException(
                        "'"
                            + abbreviated(stamp.s())
                            + "' in attribute '"
                            + versionAttribute
                            + "' is in no known format")));
  }

  private static String abbreviated(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
  }
}
