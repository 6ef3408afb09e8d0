package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The items of a table in one scripted region, with conditional writes. Thread-safe. */
public final class MemoryTable {
  private final KeySchema keys;

  /** In the order in which they were first written. */
  private final Map<ItemKey, Map<String, AttributeValue>> items = new LinkedHashMap<>();

  MemoryTable(KeySchema keys) {
    this.keys = keys;
  }

  /** The item of a key, or none. */
  public synchronized Optional<Map<String, AttributeValue>> item(ItemKey key) {
    return Optional.ofNullable(items.get(key));
  }

  /** Stores an item, whatever is there. */
  public synchronized void store(Map<String, AttributeValue> item) {
    items.put(keys.keyOf(item), Map.copyOf(item));
  }

  /** Removes an item. */
  public synchronized void remove(ItemKey key) {
    items.remove(key);
  }

  /** All items. */
  public synchronized List<Map<String, AttributeValue>> items() {
    return List.copyOf(items.values());
  }

  KeySchema keys() {
    return keys;
  }

  synchronized Map<String, AttributeValue> heldAt(Map<String, AttributeValue> key) {
    return items.getOrDefault(keys.keyOf(key), Map.of());
  }

  /** What a condition says of the item that is stored there. */
  synchronized boolean allows(
      Map<String, AttributeValue> key,
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return MemoryConditions.holds(condition, names, values, heldAt(key));
  }

  /**
   * Checks a condition.
   *
   * @param showOld whether the exception carries the item
   */
  void require(
      Map<String, AttributeValue> key,
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      boolean showOld) {
    if (!allows(key, condition, names, values)) {
      Map<String, AttributeValue> held = heldAt(key);
      throw ConditionalCheckFailedException.builder()
          .item(showOld && !held.isEmpty() ? held : null)
          .message("The conditional request failed")
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ConditionalCheckFailedException")
                  .errorMessage("The conditional request failed")
                  .build())
          .statusCode(400)
          .numAttempts(1)
          .build();
    }
  }

  /** Does SET and REMOVE of whole attributes; returns the new item. */
  synchronized Map<String, AttributeValue> update(
      Map<String, AttributeValue> key,
      @Nullable String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    Map<String, AttributeValue> item = new HashMap<>(heldAt(key));
    item.putAll(key);
    String clause = "";
    for (String part :
        Objects.requireNonNullElse(expression, "")
            .replaceAll("\\b(SET|REMOVE)\\b", ",$1,")
            .split(",", -1)) {
      String action = part.strip();
      if (action.equals("SET") || action.equals("REMOVE")) {
        clause = action;
      } else if (clause.equals("REMOVE") && !action.isEmpty()) {
        item.remove(names.getOrDefault(action, action));
      } else if (!action.isEmpty()) {
        String[] sides = action.split("=", -1);
        String name = sides[0].strip();
        item.put(
            names.getOrDefault(name, name), Objects.requireNonNull(values.get(sides[1].strip())));
      }
    }
    store(item);
    return item;
  }
}
