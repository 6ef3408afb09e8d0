package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes items of a small table: few keys, few versions, each type of value. */
final class RandomItems {
  private static final int KEYS = 4;
  private static final int VERSIONS = 5;

  private final SplittableRandom random;
  private final KeySchema keys;

  RandomItems(SplittableRandom random, KeySchema keys) {
    this.random = random;
    this.keys = keys;
  }

  Map<String, AttributeValue> key() {
    int key = random.nextInt(KEYS);
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(keys.hashKey(), AttributeValue.fromS("k" + key / 2));
    if (keys.rangeKey() != null) {
      // Two spellings of one number are one key.
      attributes.put(
          keys.rangeKey(),
          AttributeValue.fromN(random.nextBoolean() ? "" + key % 2 : key % 2 + ".0"));
    }
    return attributes;
  }

  Version version() {
    return Version.of(1_700_000_000_000_000L + random.nextInt(VERSIONS), 7);
  }

  Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>(key());
    if (random.nextInt(5) > 0) {
      item.put("last_updated", AttributeValue.fromS(version().text()));
    }
    switch (random.nextInt(6)) {
      case 0 -> item.put("deleted", AttributeValue.fromN("1"));
      case 1 -> item.put("deleted", AttributeValue.fromBool(true));
      case 2 -> item.put("deleted", AttributeValue.fromN("0"));
      default -> item.put("value", AttributeValue.fromS("v" + random.nextInt(3)));
    }
    for (String name : new String[] {"a", "b"}) {
      if (random.nextBoolean()) {
        item.put(name, value());
      }
    }
    return item;
  }

  AttributeValue value() {
    return switch (random.nextInt(8)) {
      case 0 -> AttributeValue.fromN("" + random.nextInt(3));
      case 1 -> AttributeValue.fromN(random.nextInt(3) + ".0");
      case 2 -> AttributeValue.fromBool(random.nextBoolean());
      case 3 -> AttributeValue.fromNul(true);
      case 4 -> AttributeValue.fromSs(random.nextBoolean() ? List.of("x", "y") : List.of("y", "x"));
      case 5 -> AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromS("x")));
      case 6 -> AttributeValue.fromM(Map.of("x", AttributeValue.fromN("1")));
      default -> AttributeValue.fromS(List.of("x", "xy", "ü", "𝄞").get(random.nextInt(4)));
    };
  }
}
