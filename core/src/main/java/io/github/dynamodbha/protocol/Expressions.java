package io.github.dynamodbha.protocol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a DynamoDB expression. Expressions hold no text literals, so that words can be told
 * apart without understanding them; what they mean is left to DynamoDB.
 */
public final class Expressions {
  /**
   * A placeholder, an attribute's name, or a keyword; and the dot before it, if there is one. All
   * quantifiers keep what they took, so that the time grows with the expression and no faster.
   */
  private static final Pattern WORD = Pattern.compile("(\\.\\s*+)?+([#:]?+[\\p{L}\\p{N}_-]++)");

  private Expressions() {}

  /**
   * True if an expression names an attribute of the item, by itself or by a placeholder. A nested
   * attribute of the same name is another one.
   *
   * @param expression the expression, or null
   * @param names the placeholders of names
   */
  public static boolean names(
      @Nullable String expression, Map<String, String> names, String attribute) {
    if (expression == null) {
      return false;
    }
    Matcher word = WORD.matcher(expression);
    while (word.find()) {
      String name = names.getOrDefault(word.group(2), word.group(2));
      if (word.group(1) == null && name.equals(attribute)) {
        return true;
      }
    }
    return false;
  }

  /** True if an expression names an attribute that is nested in this one. */
  public static boolean goesInto(String expression, Map<String, String> names, String attribute) {
    Matcher word = WORD.matcher(expression);
    while (word.find()) {
      String name = names.getOrDefault(word.group(2), word.group(2));
      if (word.group(1) == null && name.equals(attribute) && goesOn(expression, word.end())) {
        return true;
      }
    }
    return false;
  }

  /**
   * True if every parenthesis has its other half. Joined with a condition of ours, an expression
   * where that is not so could mean something that neither of the two says.
   *
   * @param expression the expression, or null
   */
  public static boolean isBalanced(@Nullable String expression) {
    int depth = 0;
    for (int i = 0; expression != null && i < expression.length() && depth >= 0; i++) {
      char character = expression.charAt(i);
      depth += character == '(' ? 1 : character == ')' ? -1 : 0;
    }
    return depth == 0;
  }

  /** Whether what follows there leads into the attribute that was named. */
  private static boolean goesOn(String expression, int at) {
    int next = at;
    while (next < expression.length() && Character.isWhitespace(expression.charAt(next))) {
      next++;
    }
    return next < expression.length()
        && (expression.charAt(next) == '.' || expression.charAt(next) == '[');
  }

  /** Those placeholders that one of the expressions uses; null if there are none. */
  public static <V> @Nullable Map<String, V> used(
      Map<String, V> placeholders, @Nullable String... expressions) {
    Set<String> words = new HashSet<>();
    for (String expression : expressions) {
      if (expression != null) {
        Matcher word = WORD.matcher(expression);
        while (word.find()) {
          words.add(word.group(2));
        }
      }
    }
    Map<String, V> used = new HashMap<>(placeholders);
    used.keySet().retainAll(words);
    return used.isEmpty() ? null : used;
  }

  /**
   * An update expression that also does something else.
   *
   * @param expression the expression, or null for none
   * @param clause the keyword, such as {@code SET}
   * @param action what the clause is to do first
   */
  static String with(@Nullable String expression, String clause, String action) {
    if (expression == null) {
      return clause + " " + action;
    }
    if (expression.isBlank()) {
      // DynamoDB refuses it, and is left to say so.
      return expression;
    }
    // The keywords are reserved words, so that no attribute is named so but by a placeholder.
    Matcher word = WORD.matcher(expression);
    while (word.find()) {
      if (word.group(1) == null && word.group(2).equalsIgnoreCase(clause)) {
        return expression.substring(0, word.end())
            + " "
            + action
            + ","
            + expression.substring(word.end());
      }
    }
    return expression + " " + clause + " " + action;
  }
}
