package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.ProductConditions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes conditions: every shape that the product sends, and callers' own. */
final class RandomConditions {
  private final SplittableRandom random;
  private final KeySchema keys;
  private final RandomItems items;

  RandomConditions(SplittableRandom random, KeySchema keys, RandomItems items) {
    this.random = random;
    this.keys = keys;
    this.items = items;
  }

  Condition condition() {
    if (random.nextInt(3) > 0) {
      List<Condition> ours =
          ProductConditions.of(items.version(), items.version(), items.item(), keys);
      return ours.get(random.nextInt(ours.size()));
    }
    Map<String, AttributeValue> values = new HashMap<>();
    String expression = expression(2, values);
    Map<String, String> names = new HashMap<>();
    for (String name : List.of("a", "b", "value", "deleted")) {
      if (expression.contains("#" + name)) {
        names.put("#" + name, name);
      }
    }
    return new Condition(expression, names, values);
  }

  private String expression(int depth, Map<String, AttributeValue> values) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String left = expression(depth - 1, values);
      return switch (random.nextInt(4)) {
        case 0 -> "NOT " + "(" + left + ")";
        case 1 -> "(" + left + ") AND " + expression(depth - 1, values);
        case 2 -> left + " OR " + expression(depth - 1, values);
        default -> left + " and not " + "(" + expression(depth - 1, values) + ")";
      };
    }
    String path = "#" + List.of("a", "b", "value", "deleted").get(random.nextInt(4));
    return switch (random.nextInt(9)) {
      case 0 -> "attribute_exists(" + path + ")";
      case 1 -> "attribute_not_exists(" + path + ")";
      case 2 -> path + " = " + put(values, items.value());
      case 3 -> path + " <> " + put(values, items.value());
      case 4 ->
          path
              + List.of(" < ", " <= ", " > ", " >= ").get(random.nextInt(4))
              + put(values, ordered());
      case 5 ->
          path + " IN (" + put(values, items.value()) + ", " + put(values, items.value()) + ")";
      case 6 -> "begins_with(" + path + ", " + put(values, AttributeValue.fromS("x")) + ")";
      case 7 ->
          "attribute_type("
              + path
              + ", "
              + put(
                  values, AttributeValue.fromS(List.of("S", "N", "SS", "L").get(random.nextInt(4))))
              + ")";
      default -> "contains(" + path + ", " + put(values, AttributeValue.fromS("x")) + ")";
    };
  }

  private AttributeValue ordered() {
    return random.nextBoolean()
        ? AttributeValue.fromN("" + random.nextInt(3))
        : AttributeValue.fromS("x");
  }

  private static String put(Map<String, AttributeValue> values, AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
