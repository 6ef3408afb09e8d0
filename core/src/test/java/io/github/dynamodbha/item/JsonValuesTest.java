package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which values are read from their bytes, and which are left to the SDK, as it takes far longer.
 */
class JsonValuesTest {
  private static final AttributeValue ABC = AttributeValue.fromS("abc");

  static Stream<Arguments> ordinary() {
    return Stream.of(
        Arguments.of("{'S':'aß日𝄞'}", AttributeValue.fromS("aß日𝄞")),
        Arguments.of("{'S':''}", AttributeValue.fromS("")),
        Arguments.of("{'N':'-12.50'}", AttributeValue.fromN("-12.50")),
        Arguments.of("{'B':'AQID'}", AttributeValue.fromB(bytes(3))),
        Arguments.of("{'BOOL':true}", AttributeValue.fromBool(true)),
        Arguments.of("{'BOOL':false}", AttributeValue.fromBool(false)),
        Arguments.of("{'NULL':true}", AttributeValue.fromNul(true)),
        Arguments.of("{'SS':['b','a']}", AttributeValue.fromSs(List.of("b", "a"))),
        Arguments.of("{'NS':['2','1']}", AttributeValue.fromNs(List.of("2", "1"))),
        Arguments.of("{'BS':['AQI=','AQ==']}", AttributeValue.fromBs(List.of(bytes(2), bytes(1)))),
        Arguments.of("{'L':[]}", AttributeValue.fromL(List.of())),
        Arguments.of(
            "{'L':[{'S':'abc'},{'L':[{'S':'abc'}]}]}",
            AttributeValue.fromL(List.of(ABC, AttributeValue.fromL(List.of(ABC))))),
        Arguments.of("{'M':{}}", AttributeValue.fromM(Map.of())),
        Arguments.of(
            "{'M':{'b':{'S':'abc'},'a':{'M':{'x':{'S':'abc'}}}}}",
            AttributeValue.fromM(Map.of("b", ABC, "a", AttributeValue.fromM(Map.of("x", ABC))))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ordinary")
  void value_ofEachType_isReadFromItsBytes(String json, AttributeValue value) {
    JsonValues values = at(json);

    values.value(1);

    assertThat(values.bytes).isEqualTo(ItemSize.of(Map.of("", value)));
  }

  @Test
  void value_atTheLastLevel_isReadFromItsBytes() {
    at("{'L':[{'S':'abc'}]}").value(Nesting.MAX_LEVELS - 1);

    assertThatExceptionOfType(OddItemException.class)
        .isThrownBy(() -> at("{'L':[{'S':'abc'}]}").value(Nesting.MAX_LEVELS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'X':'a'}",
        "{'XS':['a']}",
        "{'XOOL':true}",
        "{'BOOL':1}",
        "{'NULL':false}",
        "{'M':{'a':{'S':''},'a':{'S':''}}}",
        "{'N':'no number'}",
        "{'B':'no base64'}"
      })
  void value_thatIsOdd_isLeftToTheSdk(String json) {
    assertThatExceptionOfType(OddItemException.class).isThrownBy(() -> at(json).value(1));
  }

  private static JsonValues at(String json) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new JsonValues(
        new JsonCursor(PageDigester.padded(body, body.length), body.length),
        ItemDigester.Scratch.create());
  }

  private static SdkBytes bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i + 1);
    }
    return SdkBytes.fromByteArray(bytes);
  }
}
