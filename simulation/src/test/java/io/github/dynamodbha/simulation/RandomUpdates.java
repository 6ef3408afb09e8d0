package io.github.dynamodbha.simulation;

import io.github.dynamodbha.protocol.StampedExpressions;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes update expressions, plain ones and such as the product sends of them. */
final class RandomUpdates {
  private final SplittableRandom random;
  private final RandomItems items;

  RandomUpdates(SplittableRandom random, RandomItems items) {
    this.random = random;
    this.items = items;
  }

  /** An expression; half of them stamp the item, as updates of the drop-in clients do. */
  String expression(Map<String, AttributeValue> values, Map<String, String> names) {
    String plain = update(values, names);
    return random.nextBoolean()
        ? plain
        : StampedExpressions.of(plain, items.version(), names, values);
  }

  private String update(Map<String, AttributeValue> values, Map<String, String> names) {
    values.put(":one", AttributeValue.fromN("1"));
    names.put("#n", "n");
    return switch (random.nextInt(5)) {
      case 0 -> "SET #n = :one";
      case 1 -> "SET #n = if_not_exists(#n, :one) + :one REMOVE #x".replace("#x", with(names, "a"));
      case 2 -> "ADD #n :one";
      case 3 -> "SET #n = :one, " + with(names, "a") + " = :one";
      default -> "SET #n = " + with(names, "a") + " + :one";
    };
  }

  private static String with(Map<String, String> names, String name) {
    names.put("#" + name, name);
    return "#" + name;
  }
}
