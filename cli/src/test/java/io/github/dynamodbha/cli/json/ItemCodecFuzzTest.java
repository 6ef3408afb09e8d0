package io.github.dynamodbha.cli.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dynamodbha.fuzz.Fuzzing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item on the command line, or in a file, is read or refused; what is read is written so again.
 */
class ItemCodecFuzzTest {
  private static final int RUNS = 20_000;

  private static void check(ItemCodec codec, byte[] input) throws IOException {
    Map<String, AttributeValue> item;
    try {
      item = codec.read(new JsonInput("--item", new String(input, UTF_8)));
    } catch (JsonInputException refused) {
      assertThat(refused).hasMessageStartingWith("--item, line ");
      return;
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonOutput.generator(written, false)) {
      codec.write(json, item);
    }
    assertThat(codec.read(new JsonInput("written", written.toString(UTF_8)))).isEqualTo(item);
  }

  private static List<byte[]> seeds(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  @Test
  void plainItem_ofAnything_isReadOrRefused() {
    Fuzzing.fuzz(
        "plain-item",
        seeds(
            "{\"name\": \"Io\", \"moons\": 0, \"mass\": 8.93E+22, \"ring\": false, \"note\": null}",
            "{\"a\": [1, \"é𝄞\", {\"b\": []}], \"\\u0000\": -0.10}"),
        RUNS,
        input -> check(ItemCodecs.PLAIN, input));
  }

  @Test
  void dynamoDbItem_ofAnything_isReadOrRefused() {
    Fuzzing.fuzz(
        "dynamodb-item",
        seeds(
            "{\"name\": {\"S\": \"Io\"}, \"n\": {\"N\": \"1.50\"}, \"b\": {\"B\": \"aGk=\"}}",
            "{\"x\": {\"M\": {\"l\": {\"L\": [{\"NULL\": true}, {\"BOOL\": false}]}}}}",
            "{\"x\": {\"SS\": [\"a\", \"b\"]}, \"y\": {\"NS\": [\"1\"]}, \"z\": {\"BS\": [\"\"]}}"),
        RUNS,
        input -> check(ItemCodecs.DYNAMODB, input));
  }
}
