package io.github.dynamodbha.simulation;

import io.github.dynamodbha.simulation.ConditionParser.Operand;
import io.github.dynamodbha.simulation.ConditionParser.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an update expression: SET, REMOVE and ADD of attributes of the item itself. */
final class UpdateParser {
  /** An update that can't be made of this item; DynamoDB calls it a ValidationException. */
  static final class InvalidUpdateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidUpdateException(String message) {
      super(message);
    }
  }

  /** Changes an item; every operand is taken from the item as it was before. */
  interface Action {
    void apply(Scope before, Map<String, AttributeValue> item);
  }

  private final Tokens tokens;

  private UpdateParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The item after the update. */
  static Map<String, AttributeValue> apply(List<Action> actions, Scope before) {
    Map<String, AttributeValue> item = new HashMap<>(before.item());
    actions.forEach(action -> action.apply(before, item));
    return item;
  }

  static List<Action> parse(String expression) {
    UpdateParser parser = new UpdateParser(new Tokens(expression));
    List<Action> actions = new ArrayList<>();
    while (parser.tokens.hasMore()) {
      if (parser.tokens.take("SET")) {
        do {
          actions.add(parser.set());
        } while (parser.tokens.take(","));
      } else if (parser.tokens.take("REMOVE")) {
        do {
          String path = parser.tokens.next();
          actions.add((before, item) -> item.remove(before.name(path)));
        } while (parser.tokens.take(","));
      } else {
        parser.tokens.expect("ADD");
        do {
          actions.add(parser.add());
        } while (parser.tokens.take(","));
      }
    }
    return actions;
  }

  private Action set() {
    String path = tokens.next();
    tokens.expect("=");
    Operand first = operand();
    if (tokens.take("+")) {
      Operand second = operand();
      return (before, item) ->
          item.put(before.name(path), sum(required(first, before), required(second, before)));
    }
    return (before, item) -> item.put(before.name(path), required(first, before));
  }

  private Operand operand() {
    if (tokens.sees("IF_NOT_EXISTS")) {
      tokens.next();
      tokens.expect("(");
      Operand first = ConditionParser.operand(tokens.next());
      tokens.expect(",");
      Operand second = operand();
      tokens.expect(")");
      return scope -> first.in(scope) == null ? second.in(scope) : first.in(scope);
    }
    return ConditionParser.operand(tokens.next());
  }

  private Action add() {
    String path = tokens.next();
    Operand operand = ConditionParser.operand(tokens.next());
    return (before, item) -> {
      AttributeValue held = before.attribute(path);
      AttributeValue added = required(operand, before);
      item.put(before.name(path), held == null ? added : sum(held, added));
    };
  }

  private static AttributeValue required(Operand operand, Scope scope) {
    AttributeValue value = operand.in(scope);
    if (value == null) {
      throw new InvalidUpdateException(
          "The provided expression refers to an attribute that does not exist in the item");
    }
    return value;
  }

  private static AttributeValue sum(AttributeValue a, AttributeValue b) {
    if (a.n() == null || b.n() == null) {
      throw new InvalidUpdateException(
          "An operand in the update expression has an incorrect data type");
    }
    return AttributeValue.fromN(Values.plain(Values.number(a).add(Values.number(b))));
  }
}
