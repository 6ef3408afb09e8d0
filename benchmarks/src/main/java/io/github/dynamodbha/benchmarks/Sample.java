package io.github.dynamodbha.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items that are put and got: seven attributes, about 400 bytes, a hundred keys. */
final class Sample {
  static final String HASH_KEY = "name";

  private static final int KEYS = 100;
  private static final Map<String, AttributeValue> REST =
      Map.of(
          "mass", AttributeValue.fromN("1898.13"),
          "moons", AttributeValue.fromN("97"),
          "rings", AttributeValue.fromBool(true),
          "atmosphere", AttributeValue.fromSs(List.of("H2", "He", "CH4", "NH3")),
          "orbit",
              AttributeValue.fromM(
                  Map.of(
                      "period", AttributeValue.fromN("4332.59"),
                      "eccentricity", AttributeValue.fromN("0.0489"))),
          "notes", AttributeValue.fromS("Largest planet of the Solar System. ".repeat(6)));

  private Sample() {}

  static Map<String, AttributeValue> key(String prefix, int call) {
    return Map.of(HASH_KEY, AttributeValue.fromS(prefix + "-" + call % KEYS));
  }

  static Map<String, AttributeValue> item(String prefix, int call) {
    Map<String, AttributeValue> item = new HashMap<>(REST);
    item.put(HASH_KEY, AttributeValue.fromS(prefix + "-" + call % KEYS));
    return item;
  }

  /** The same item with a version, which makes it as large as what a replicated put writes. */
  static Map<String, AttributeValue> stamped(String prefix, int call) {
    Map<String, AttributeValue> item = item(prefix, call);
    item.put("last_updated", version(call));
    return item;
  }

  /** Later calls have greater versions. */
  static AttributeValue version(int call) {
    String micros = Integer.toString(1_000_000 + call).substring(1);
    return AttributeValue.fromS("2026-11-22T10:46:21." + micros + "Z~1f3c9a20");
  }

  static int keys() {
    return KEYS;
  }
}
