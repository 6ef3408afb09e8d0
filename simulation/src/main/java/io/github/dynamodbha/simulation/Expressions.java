package io.github.dynamodbha.simulation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Expressions that were read before: the product sends a few dozen again and again. */
final class Expressions {
  /** More are the caller's own making, and are read each time. */
  private static final int MAX_KEPT = 10_000;

  private static final Map<String, ConditionParser.Check> CONDITIONS = new ConcurrentHashMap<>();
  private static final Map<String, List<UpdateParser.Action>> UPDATES = new ConcurrentHashMap<>();

  private Expressions() {}

  static ConditionParser.Check condition(String expression) {
    return CONDITIONS.size() < MAX_KEPT
        ? CONDITIONS.computeIfAbsent(expression, ConditionParser::parse)
        : ConditionParser.parse(expression);
  }

  static List<UpdateParser.Action> update(String expression) {
    return UPDATES.size() < MAX_KEPT
        ? UPDATES.computeIfAbsent(expression, UpdateParser::parse)
        : UpdateParser.parse(expression);
  }
}
