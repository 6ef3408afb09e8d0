package io.github.dynamodbha.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions name, and whether their parentheses match. */
class ExpressionNamesTest {
  private static final Map<String, String> NAMES = Map.of("#a", "a", "#b", "b");

  @ParameterizedTest
  @CsvSource({
    "a = :v, true, false",
    "#a = :v, true, false",
    "b = :v, false, false",
    "#b = :v, false, false",
    "b.a = :v, false, false",
    "b . a = :v, false, false",
    "a.b = :v, true, true",
    "'#a [0] = :v', true, true",
    "'SET b = :v REMOVE a', true, false",
    "ab = :v, false, false",
    "a, true, false"
  })
  void names_thenAreThoseOfTheItemItself(String expression, boolean names, boolean goesInto) {
    assertThat(Expressions.names(expression, NAMES, "a")).isEqualTo(names);
    assertThat(Expressions.goesInto(expression, NAMES, "a")).isEqualTo(goesInto);
  }

  @Test
  void names_ofNoExpression_areNone() {
    assertThat(Expressions.names(null, NAMES, "a")).isFalse();
    assertThat(Expressions.isBalanced(null)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a = :v, true",
    "(a), true",
    "((a) AND (b)), true",
    "(a, false",
    "a), false",
    ")(, false",
    "(a)), false"
  })
  void parentheses_thenEachHasItsOtherHalf(String expression, boolean balanced) {
    assertThat(Expressions.isBalanced(expression)).isEqualTo(balanced);
  }

  @Test
  void used_thenAreThoseThatOneOfTheExpressionsHas() {
    assertThat(Expressions.used(NAMES, "#a = :v", null)).isEqualTo(Map.of("#a", "a"));
    assertThat(Expressions.used(NAMES, "#a = :v", "b.#b")).isEqualTo(NAMES);
    assertThat(Expressions.used(NAMES, "c = :v")).isNull();
  }
}
