package io.github.dynamodbha.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a condition expression; what DynamoDB's documentation gives as its grammar, for attributes
 * of the item itself.
 */
final class ConditionParser {
  /** An item with the request's names and values. */
  record Scope(
      Map<String, AttributeValue> item,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    @Nullable AttributeValue attribute(String word) {
      return item.get(name(word));
    }

    String name(String word) {
      if (!word.startsWith("#")) {
        return word;
      }
      String name = names.get(word);
      if (name == null) {
        throw new IllegalArgumentException("No name for " + word);
      }
      return name;
    }
  }

  /** A condition, or a part of one. */
  @FunctionalInterface
  interface Check {
    boolean holds(Scope scope);
  }

  /** A value of the request, an attribute, or a function's; null where there is none. */
  @FunctionalInterface
  interface Operand {
    @Nullable AttributeValue in(Scope scope);
  }

  private final Tokens tokens;

  private ConditionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static Check parse(String expression) {
    ConditionParser parser = new ConditionParser(new Tokens(expression));
    Check check = parser.or();
    if (parser.tokens.hasMore()) {
      throw new IllegalArgumentException("Too much at the end of '" + expression + "'");
    }
    return check;
  }

  private Check or() {
    Check left = and();
    while (tokens.take("OR")) {
      Check first = left;
      Check second = and();
      left = scope -> first.holds(scope) || second.holds(scope);
    }
    return left;
  }

  private Check and() {
    Check left = not();
    while (tokens.take("AND")) {
      Check first = left;
      Check second = not();
      left = scope -> first.holds(scope) && second.holds(scope);
    }
    return left;
  }

  private Check not() {
    if (tokens.take("NOT")) {
      Check negated = not();
      return scope -> !negated.holds(scope);
    }
    if (tokens.take("(")) {
      Check inner = or();
      tokens.expect(")");
      return inner;
    }
    return tokens.seesSecond("(") && !tokens.sees("SIZE") ? function() : comparison();
  }

  private Check function() {
    String function = tokens.next();
    tokens.expect("(");
    String path = tokens.next();
    Operand second = tokens.take(",") ? operand() : scope -> null;
    tokens.expect(")");
    return switch (function.toLowerCase(Locale.ROOT)) {
      case "attribute_exists" -> scope -> scope.attribute(path) != null;
      case "attribute_not_exists" -> scope -> scope.attribute(path) == null;
      case "attribute_type" ->
          (scope) -> both(scope, path, second, (a, b) -> Values.typeName(a).equals(b.s()));
      case "begins_with" ->
          (scope) ->
              both(
                  scope,
                  path,
                  second,
                  (a, b) -> a.s() != null && b.s() != null && a.s().startsWith(b.s()));
      case "contains" -> (scope) -> both(scope, path, second, Values::contains);
      default -> throw new IllegalArgumentException("No such function: " + function);
    };
  }

  private interface Pair {
    boolean holds(AttributeValue a, AttributeValue b);
  }

  private static boolean both(Scope scope, String path, Operand second, Pair pair) {
    AttributeValue a = scope.attribute(path);
    AttributeValue b = second.in(scope);
    return a != null && b != null && pair.holds(a, b);
  }

  private Check comparison() {
    Operand left = operand();
    if (tokens.take("BETWEEN")) {
      Operand low = operand();
      tokens.expect("AND");
      Operand high = operand();
      return scope -> compare(scope, low, "<=", left) && compare(scope, left, "<=", high);
    }
    if (tokens.take("IN")) {
      tokens.expect("(");
      List<Operand> list = new ArrayList<>();
      do {
        list.add(operand());
      } while (tokens.take(","));
      tokens.expect(")");
      return scope -> list.stream().anyMatch(one -> compare(scope, left, "=", one));
    }
    String comparator = tokens.next();
    Operand right = operand();
    return scope -> compare(scope, left, comparator, right);
  }

  private Operand operand() {
    if (tokens.sees("SIZE") && tokens.seesSecond("(")) {
      tokens.next();
      tokens.expect("(");
      String path = tokens.next();
      tokens.expect(")");
      return scope -> {
        AttributeValue value = scope.attribute(path);
        Integer size = value == null ? null : Values.size(value);
        return size == null ? null : AttributeValue.fromN(size.toString());
      };
    }
    return operand(tokens.next());
  }

  static Operand operand(String word) {
    if (!word.startsWith(":")) {
      return scope -> scope.attribute(word);
    }
    return scope -> {
      AttributeValue value = scope.values().get(word);
      if (value == null) {
        throw new IllegalArgumentException("No value for " + word);
      }
      return value;
    };
  }

  private static boolean compare(Scope scope, Operand left, String comparator, Operand right) {
    AttributeValue a = left.in(scope);
    AttributeValue b = right.in(scope);
    if (a == null || b == null) {
      // What is absent differs from everything, and is neither less nor greater.
      return comparator.equals("<>");
    }
    if (comparator.equals("=") || comparator.equals("<>")) {
      return Values.equal(a, b) == comparator.equals("=");
    }
    Integer order = Values.compare(a, b);
    if (order == null) {
      return false;
    }
    return switch (comparator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalArgumentException("No such comparator: " + comparator);
    };
  }
}
