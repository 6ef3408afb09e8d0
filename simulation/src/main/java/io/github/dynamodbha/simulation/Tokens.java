package io.github.dynamodbha.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an expression, one after the other. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*([#:]?[\\p{L}\\p{N}_-]+|<>|<=|>=|[=<>(),.+\\[\\]-])");

  private final List<String> tokens = new ArrayList<>();
  private int at;

  Tokens(String expression) {
    Matcher matcher = TOKEN.matcher(expression);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!expression.substring(end).isBlank()) {
      throw new IllegalArgumentException("Can't read '" + expression + "' from " + end);
    }
  }

  boolean hasMore() {
    return at < tokens.size();
  }

  String next() {
    if (!hasMore()) {
      throw new IllegalArgumentException("The expression ends too early: " + tokens);
    }
    return tokens.get(at++);
  }

  /** Takes the next word if it is this one, in capitals or not. */
  boolean take(String word) {
    if (!sees(word)) {
      return false;
    }
    at++;
    return true;
  }

  boolean sees(String word) {
    return hasMore() && tokens.get(at).toUpperCase(Locale.ROOT).equals(word);
  }

  /** True if the word after the next one is this one. */
  boolean seesSecond(String word) {
    return at + 1 < tokens.size() && tokens.get(at + 1).equals(word);
  }

  void expect(String word) {
    if (!take(word)) {
      throw new IllegalArgumentException("Expected " + word + " at " + at + " in " + tokens);
    }
  }
}
