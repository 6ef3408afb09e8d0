package io.github.dynamodbha.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemCodecTest {
  private static Map<String, AttributeValue> plain(String json) {
    return ItemCodecs.PLAIN.read(new JsonInput("--item", json));
  }

  private static Map<String, AttributeValue> typed(String json) {
    return ItemCodecs.DYNAMODB.read(new JsonInput("--item", json));
  }

  private static String written(ItemCodec codec, Map<String, AttributeValue> item) {
    return JsonOutput.compact(json -> codec.write(json, item));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\"}",
        "{\"id\":\"\"}",
        "{\"id\":\"\u00fc \ud83e\ude90 \\n \\\"\"}",
        "{\"n\":0}",
        "{\"n\":-1.50}",
        "{\"n\":12345678901234567890123456789012345678}",
        "{\"n\":0.1234567890123456789012345678901234567}",
        "{\"n\":1E-130}",
        "{\"n\":9.9E+125}",
        "{\"b\":[true,false,null]}",
        "{\"m\":{\"a\":{\"b\":[[],{}]}}}",
        "{\"id\":\"a\",\"m\":{\"S\":\"not typed, since the id is plain\"}}",
      })
  void plain_roundTrips_asWritten(String json) {
    assertThat(written(ItemCodecs.PLAIN, plain(json))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":{\"S\":\"\"}}",
        "{\"v\":{\"N\":\"12345678901234567890123456789012345678\"}}",
        "{\"v\":{\"B\":\"AP8=\"}}",
        "{\"v\":{\"BOOL\":false}}",
        "{\"v\":{\"NULL\":true}}",
        "{\"v\":{\"M\":{\"a\":{\"L\":[{\"S\":\"x\"},{\"M\":{}}]}}}}",
        "{\"v\":{\"SS\":[\"a\",\"b\"]}}",
        "{\"v\":{\"NS\":[\"1\",\"2.5\"]}}",
        "{\"v\":{\"BS\":[\"AA==\",\"AQ==\"]}}",
      })
  void dynamoDbJson_roundTripsEveryType(String json) {
    assertThat(written(ItemCodecs.DYNAMODB, typed(json))).isEqualTo(json);
  }

  @Test
  void plain_writesSetsAndBinaryWithoutTheirType_andSaysThatItDoes() {
    AttributeValue set = AttributeValue.fromSs(List.of("a", "b"));
    AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1}));

    assertThat(written(ItemCodecs.PLAIN, Map.of("v", set))).isEqualTo("{\"v\":[\"a\",\"b\"]}");
    assertThat(written(ItemCodecs.PLAIN, Map.of("v", bytes))).isEqualTo("{\"v\":\"AP8=\"}");
    assertThat(ItemCodecs.PLAIN.loses(AttributeValue.fromL(List.of(set)))).isTrue();
    assertThat(ItemCodecs.PLAIN.loses(AttributeValue.fromM(Map.of("x", bytes)))).isTrue();
    assertThat(ItemCodecs.PLAIN.loses(AttributeValue.fromN("1"))).isFalse();
    assertThat(ItemCodecs.DYNAMODB.loses(set)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"id\":\"a\"          | line 1, column 10 | Unexpected end-of-input",
        "{\"id\": 'a'}          | line 1, column 8  | Unexpected character",
        "{\"id\":1} {}          | line 1, column 10 | one object only",
        "[1]                    | line 1, column 1  | an array",
        "\"x\"                  | line 1, column 1  | a string",
        "{\"a\":1,\"a\":2}      | line 1, column 11 | Duplicate",
        "{\"n\":123456789012345678901234567890123456789} | line 1, column 6 | 39 digits",
        "{\"n\":1E+126}         | line 1, column 6  | out of DynamoDB's range",
        "{\"id\":{\"S\":\"a\"}} | line 1, column 16 | --format dynamodb-json",
      })
  void plain_refusesWhatItCannotRead_withPositionAndCure(String json, String at, String why) {
    assertThatThrownBy(() -> plain(json))
        .isInstanceOf(JsonInputException.class)
        .hasMessageStartingWith("--item, " + at + ":")
        .hasMessageContaining(why);
  }

  @Test
  void plain_refusesNothingAtAll() {
    assertThatThrownBy(() -> plain("")).hasMessageContaining("there is no JSON");
  }

  @Test
  void position_countsLines() {
    assertThatThrownBy(() -> plain("{\n  \"id\": \"a\",\n  oops\n}"))
        .hasMessageContaining("line 3, column 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"id\":\"a\"}                 | typed value",
        "{\"id\":{}}                    | names no type",
        "{\"id\":{\"X\":\"a\"}}         | unknown type",
        "{\"id\":{\"S\":1}}             | S holds a string",
        "{\"id\":{\"N\":1}}             | N holds a string",
        "{\"id\":{\"N\":\"one\"}}       | no decimal number",
        "{\"id\":{\"B\":\"***\"}}       | Base64",
        "{\"id\":{\"NULL\":false}}      | always",
        "{\"id\":{\"SS\":[1]}}          | a set holds",
        "{\"id\":{\"S\":\"a\",\"N\":\"1\"}} | one type only",
      })
  void dynamoDbJson_refusesWhatItCannotRead(String json, String why) {
    assertThatThrownBy(() -> typed(json))
        .isInstanceOf(JsonInputException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("line 1, column ");
  }

  @Test
  void read_whenNestedTooDeep_saysWhereAndWhatToDo() {
    assertThatThrownBy(() -> plain("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
        .isInstanceOf(JsonInputException.class)
        .hasMessageContaining("--item, line 1, column 206")
        .hasMessageContaining("32 levels")
        .hasMessageContaining("flatter");
  }
}
