package io.github.dynamodbha.replica;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Judges the condition expressions that the product and its tests write; no others. */
final class MemoryConditions {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*([#:]?[A-Za-z_][A-Za-z0-9_]*|<=|>=|<>|[()<>=,])");

  private final List<String> tokens = new ArrayList<>();
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Map<String, AttributeValue> item;
  private int next;

  private MemoryConditions(
      String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    this.names = names;
    this.values = values;
    this.item = item;
    Matcher token = TOKEN.matcher(expression);
    int end = 0;
    while (token.lookingAt()) {
      tokens.add(token.group(1));
      end = token.end();
      token.region(end, expression.length());
    }
    if (!expression.substring(end).isBlank()) {
      throw new IllegalArgumentException("Not understood: " + expression);
    }
  }

  /** Whether a condition holds of an item, which is empty where there is none. */
  static boolean holds(
      @Nullable String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    return expression == null || new MemoryConditions(expression, names, values, item).whole();
  }

  private boolean whole() {
    boolean result = or();
    if (next != tokens.size()) {
      throw new IllegalArgumentException("Not understood from " + next + ": " + tokens);
    }
    return result;
  }

  private boolean or() {
    boolean result = and();
    while (take("OR")) {
      result |= and();
    }
    return result;
  }

  private boolean and() {
    boolean result = not();
    while (take("AND")) {
      result &= not();
    }
    return result;
  }

  private boolean not() {
    return take("NOT") ? !not() : primary();
  }

  private boolean primary() {
    if (take("(")) {
      boolean result = or();
      require(")");
      return result;
    }
    String token = tokens.get(next++);
    return switch (token) {
      case "attribute_exists" -> argument() != null;
      case "attribute_not_exists" -> argument() == null;
      case "attribute_type" -> hasType();
      default -> comparison(operand(token));
    };
  }

  private @Nullable AttributeValue argument() {
    require("(");
    AttributeValue argument = operand(tokens.get(next++));
    require(")");
    return argument;
  }

  private boolean hasType() {
    require("(");
    AttributeValue value = operand(tokens.get(next++));
    require(",");
    String type = Objects.requireNonNull(operand(tokens.get(next++))).s();
    require(")");
    return value != null && value.type().name().equals(type);
  }

  private boolean comparison(@Nullable AttributeValue left) {
    String operator = tokens.get(next++);
    if (operator.equals("IN")) {
      require("(");
      boolean found = false;
      do {
        AttributeValue listed = operand(tokens.get(next++));
        found |= left != null && left.equals(listed);
      } while (take(","));
      require(")");
      return found;
    }
    AttributeValue right = operand(tokens.get(next++));
    if (operator.equals("<>")) {
      return left == null || right == null || !same(left, right);
    }
    if (left == null || right == null || left.type() != right.type()) {
      return false;
    }
    return switch (operator) {
      case "=" -> same(left, right);
      case "<" -> order(left, right) < 0;
      case "<=" -> order(left, right) <= 0;
      case ">" -> order(left, right) > 0;
      case ">=" -> order(left, right) >= 0;
      default -> throw new IllegalArgumentException("Not understood: " + operator);
    };
  }

  private static boolean same(AttributeValue left, AttributeValue right) {
    boolean numbers = left.n() != null && right.n() != null;
    return numbers ? order(left, right) == 0 : left.equals(right);
  }

  private static int order(AttributeValue left, AttributeValue right) {
    return left.n() != null
        ? new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()))
        : left.s().compareTo(right.s());
  }

  private @Nullable AttributeValue operand(String token) {
    if (token.startsWith(":")) {
      return Objects.requireNonNull(values.get(token), token);
    }
    return item.get(
        token.startsWith("#") ? Objects.requireNonNull(names.get(token), token) : token);
  }

  private boolean take(String token) {
    if (next < tokens.size() && tokens.get(next).equals(token)) {
      next++;
      return true;
    }
    return false;
  }

  private void require(String token) {
    if (!take(token)) {
      throw new IllegalArgumentException("No " + token + " at " + next + ": " + tokens);
    }
  }
}
