package io.github.dynamodbha.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET moons = :m | SET x, moons = :m",
        "set moons = :m | set x, moons = :m",
        "REMOVE moons | REMOVE moons SET x",
        "ADD #set :one | ADD #set :one SET x",
        "ADD a.set :set | ADD a.set :set SET x",
        "ADD a. set :set | ADD a. set :set SET x",
        "ADD visits :one SET moons = :m | ADD visits :one SET x, moons = :m",
        "REMOVE sets, offset | REMOVE sets, offset SET x"
      })
  void set_isFoundAsAKeywordOnly(String expression, String expected) {
    assertThat(Expressions.with(expression, "SET", "x")).isEqualTo(expected);
  }

  @Test
  void update_withoutExpression_isTheClause() {
    assertThat(Expressions.with(null, "SET", "#a = :a")).isEqualTo("SET #a = :a");
  }

  @ParameterizedTest
  @CsvSource({
    "SET deleted = :x,true",
    "SET #d = :x,true",
    "SET a.deleted = :x,false",
    "SET a.#d = :x,false",
    "SET #deleted = :deleted,false",
    "SET undeleted = deleted_at,false",
    "REMOVE deleted[0],true",
    "ADD moons :n  DELETE deleted :x,true"
  })
  void attribute_isNamedAtTheTopOnly(String expression, boolean named) {
    assertThat(
            Expressions.names(expression, Map.of("#d", "deleted", "#deleted", "other"), "deleted"))
        .isEqualTo(named);
  }

  @Test
  void placeholders_areThoseOfTheExpression() {
    Map<String, String> all = Map.of("#a", "1", "#ab", "2", "#c", "3");

    assertThat(Expressions.used(all, "#ab = :x AND size(#c) > :y", null))
        .isEqualTo(Map.of("#ab", "2", "#c", "3"));
    assertThat(Expressions.used(all, "a = b")).isNull();
  }
}
