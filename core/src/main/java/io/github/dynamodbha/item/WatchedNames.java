package io.github.dynamodbha.item;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The few attributes of a table that are looked at, each with a number: the key attributes, the
 * system attributes, and those that a caller names. Immutable.
 */
final class WatchedNames {
  static final int HASH_KEY = 0;
  static final int RANGE_KEY = 1;
  static final int VERSION = 2;

  private static final int DELETED = 3;

  /** One bit each; a replica has one time-to-live attribute, so this is room for many replicas. */
  private static final int MAX_NAMES = Integer.SIZE - 1;

  private final List<String> names = new ArrayList<>();
  private final byte[][] utf8;

  /** One bit for each name that makes its item one whose system attributes are wanted. */
  private final int special;

  /** One bit for each length that a watched name has, by the length's last six bits. */
  private final long lengths;

  /**
   * Makes the list.
   *
   * @throws IllegalArgumentException if there are too many names, or one is no Unicode
   */
  WatchedNames(TableFormat format, Collection<String> extraAttributes) {
    names.add(format.keys().hashKey());
    // A table without a range key watches its hash key's name twice, and finds it as the first.
    names.add(format.keys().rangeKey() == null ? names.get(0) : format.keys().rangeKey());
    names.add(format.items().versionAttribute());
    names.add(format.items().deletedAttribute());
    extraAttributes.stream().filter(name -> !names.contains(name)).forEach(names::add);
    if (names.size() > MAX_NAMES) {
      throw new IllegalArgumentException(
          extraAttributes.size()
              + " extra attributes are too many: name at most "
              + (MAX_NAMES - DELETED - 1));
    }
    int specialNames = 1 << DELETED;
    for (String name : extraAttributes) {
      specialNames |= 1 << names.indexOf(name);
    }
    special = specialNames;
    utf8 = new byte[names.size()][];
    long found = 0;
    for (int i = 0; i < utf8.length; i++) {
      utf8[i] = WellFormed.utf8(names.get(i));
      found |= 1L << utf8[i].length;
    }
    lengths = found;
  }

  /** How many there are. */
  int size() {
    return utf8.length;
  }

  String name(int number) {
    return names.get(number);
  }

  /**
   * Whether an item's system attributes are wanted.
   *
   * @param found one bit for each watched name that it has
   */
  boolean isSpecial(int found) {
    return (found & special) != 0;
  }

  /** The watched attributes of an item if it is one whose are wanted, else null. */
  @Nullable Map<String, AttributeValue> systemAttributes(Map<String, AttributeValue> image) {
    Map<String, AttributeValue> system = new HashMap<>();
    int found = 0;
    for (int i = 0; i < names.size(); i++) {
      AttributeValue value = image.get(names.get(i));
      if (value != null) {
        found |= 1 << i;
        system.put(names.get(i), value);
      }
    }
    return isSpecial(found) ? system : null;
  }

  /** The number of the name that these bytes spell, or -1. */
  int find(byte[] text, int start, int length) {
    if ((lengths >>> length & 1) == 0) {
      return -1;
    }
    for (int i = 0; i < utf8.length; i++) {
      byte[] name = utf8[i];
      if (name.length == length
          && (length == 0 || name[0] == text[start])
          && Arrays.equals(name, 0, length, text, start, start + length)) {
        return i;
      }
    }
    return -1;
  }
}
