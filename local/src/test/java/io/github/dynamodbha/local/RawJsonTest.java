package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {

  @Test
  void members_thenEachValueIsLeftAsItIsWritten() throws IOException {
    assertThat(RawJson.members(" {\"a\" : [1, {\"x\":\"},\"}] ,\n\"b\\\"\":\"\\\\\",\"c\":{} } "))
        .containsExactly(
            entry("a", "[1, {\"x\":\"},\"}]"), entry("b\\\"", "\"\\\\\""), entry("c", "{}"));
    assertThat(RawJson.members("{ }")).isEmpty();
  }

  @Test
  void elements_thenEachIsLeftAsItIsWritten() throws IOException {
    assertThat(RawJson.elements("[{\"S\":\"a,b\"}, [1,2] ,3]"))
        .containsExactly("{\"S\":\"a,b\"}", "[1,2]", "3");
    assertThat(RawJson.elements("[]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "x", "{1:2}", "{\"a\"}", "{\"a", "{\"a:1}"})
  void members_whenItIsNoObject_thenError(String json) {
    assertThatThrownBy(() -> RawJson.members(json))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("JSON");
  }
}
