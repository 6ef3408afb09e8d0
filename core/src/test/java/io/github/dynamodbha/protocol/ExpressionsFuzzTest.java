package io.github.dynamodbha.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpressionsFuzzTest {
  private static final Map<String, String> NAMES = Map.of("#d", "deleted", "#a", "a");

  /** For {@code jazzer --target_class}. */
  public static void fuzzerTestOneInput(byte[] input) {
    String expression = new String(input, UTF_8);
    boolean into = Expressions.goesInto(expression, NAMES, "deleted");
    if (into) {
      assertThat(Expressions.names(expression, NAMES, "deleted")).isTrue();
    }
    Map<String, String> used = Expressions.used(NAMES, expression);
    if (used != null) {
      assertThat(NAMES).containsAllEntriesOf(used);
      used.keySet().forEach(name -> assertThat(expression).contains(name));
    }
    String more = Expressions.with(expression, "SET", "#x = :x");
    if (!expression.isBlank()) {
      assertThat(more).contains("#x = :x");
      assertThat(more.length()).isBetween(expression.length() + 8, expression.length() + 13);
    }
  }

  @Test
  void words_ofAnything_areFoundInItsOwnTime() {
    List<byte[]> seeds =
        Stream.of(
                "SET #d = :x, a.deleted = if_not_exists(#a, :y) REMOVE b[3]",
                "ADD a. set :set DELETE #d.x :y",
                "attribute_not_exists(deleted) AND (size(#a) > :n OR #d.a[0] IN (:x, :y))",
                "set")
            .map(text -> text.getBytes(UTF_8))
            .toList();
    Fuzzing.fuzz("expressions", seeds, 5_000, ExpressionsFuzzTest::fuzzerTestOneInput);
  }
}
