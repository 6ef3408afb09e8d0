package io.github.dynamodbha.item;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Reads items straight from JSON into their canonical form: no string, number or {@code
 * AttributeValue} is made of what is only hashed.
 *
 * <p>Values are written as they come; what the form wants sorted (attributes, maps, sets) is sorted
 * as whole pieces afterwards. An item that is odd in any way is read again by {@link
 * AttributeReader} and handed to {@link DigestedItemsBuilder#add(Map)}, so that this class never
 * has to say what is wrong, and both ways say the same.
 */
final class ItemDigester {
  private static final int FIRST_CAPACITY = 16 * 1024;

  private final WatchedNames watched;
  private final @Nullable ScalarAttributeType hashKeyType;
  private final @Nullable ScalarAttributeType rangeKeyType;
  private final boolean hasRangeKey;
  private final JsonCursor json;
  private final CanonicalBytes form;
  private final CanonicalBytes sorted;
  private final JsonValues values;
  private final Slices slices;

  /** Where a watched attribute's value begins in the JSON, and in the form, and where it ends. */
  private final int[] jsonStarts;

  private final int[] valueStarts;
  private final int[] valueEnds;
  private int found;
  private int odd;

  ItemDigester(KeySchema keys, WatchedNames watched, JsonCursor json, Scratch scratch) {
    this.watched = watched;
    this.hashKeyType = keys.hashKeyType();
    this.rangeKeyType = keys.rangeKeyType();
    this.hasRangeKey = keys.rangeKey() != null;
    this.json = json;
    this.form = scratch.form();
    this.sorted = scratch.sorted();
    this.values = new JsonValues(json, scratch);
    this.slices = scratch.slices();
    jsonStarts = new int[watched.size()];
    valueStarts = new int[watched.size()];
    valueEnds = new int[watched.size()];
  }

  /** What is used again for other pages. */
  record Scratch(CanonicalBytes form, CanonicalBytes sorted, Slices slices) {
    static Scratch create() {
      CanonicalBytes form = new CanonicalBytes(FIRST_CAPACITY);
      return new Scratch(form, new CanonicalBytes(FIRST_CAPACITY), new Slices(form));
    }

    /** About how much memory it holds. */
    long heldBytes() {
      return form.array().length + sorted.array().length + slices.heldBytes();
    }
  }

  /**
   * Reads the item at the cursor.
   *
   * @throws UnreadableReplyException if there is none, or it is no JSON
   */
  void read(DigestedItemsBuilder items) {
    json.peek();
    int start = json.position;
    try {
      attributes();
      requireKeys();
      items.add(
          form, valueStarts, valueEnds, hasRangeKey, sorted, values.bytes, systemAttributes());
    } catch (OddItemException slowly) {
      odd++;
      json.position = start;
      items.add(new AttributeReader(json).item());
    }
  }

  /** How many of the items had to be read by the SDK's rules, which takes far longer. */
  int odd() {
    return odd;
  }

  /** Leaves the canonical form of the item in {@link #sorted}. */
  private void attributes() {
    form.length(0);
    slices.clear();
    found = 0;
    values.bytes = 0;
    values.open('{');
    if (!json.closes('}')) {
      do {
        attribute();
      } while (values.another('}'));
    }
    boolean unused = slices.sort(0, true);
    sorted.length(0);
    sorted.putInt(slices.count(0));
    slices.copyTo(sorted, 0);
  }

  private void attribute() {
    slices.start();
    int nameStart = form.length() + Integer.BYTES;
    int nameBytes = values.name();
    int number = watched.find(form.array(), nameStart, nameBytes);
    if (number < 0) {
      values.value(1);
      return;
    }
    json.peek();
    jsonStarts[number] = json.position;
    valueStarts[number] = form.length();
    values.value(1);
    valueEnds[number] = form.length();
    found |= 1 << number;
  }

  private void requireKeys() {
    requireKey(WatchedNames.HASH_KEY, hashKeyType);
    if (hasRangeKey) {
      requireKey(WatchedNames.RANGE_KEY, rangeKeyType);
    }
  }

  private void requireKey(int number, @Nullable ScalarAttributeType type) {
    if ((found >> number & 1) == 0) {
      throw new OddItemException();
    }
    byte tag = form.array()[valueStarts[number]];
    boolean fits =
        switch (tag) {
          case CanonicalForm.S -> type == null || type == ScalarAttributeType.S;
          case CanonicalForm.N -> type == null || type == ScalarAttributeType.N;
          case CanonicalForm.B -> type == null || type == ScalarAttributeType.B;
          default -> false;
        };
    if (!fits || form.getInt(valueStarts[number] + 1) == 0) {
      throw new OddItemException();
    }
  }

  private @Nullable Map<String, AttributeValue> systemAttributes() {
    if (!watched.isSpecial(found)) {
      return null;
    }
    int behind = json.position;
    Map<String, AttributeValue> system = new HashMap<>();
    for (int number = 0; number < watched.size(); number++) {
      if ((found >> number & 1) != 0) {
        json.position = jsonStarts[number];
        system.put(watched.name(number), new AttributeReader(json).value());
      }
    }
    json.position = behind;
    return system;
  }
}
