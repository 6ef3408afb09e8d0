package io.github.dynamodbha.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values that nothing else holds, for all that a log must not tell. */
final class Markers {
  static final String SECRET_KEY = "sEcRetKeyMarker0000000000000000000000001";
  static final String SESSION_TOKEN = "sEsSionTokenMarker000000000002";
  static final String KEY = "hAshKeyMarker3";
  private static final String TEXT = "tExtMarker4";
  private static final String NUMBER = "70510293847";
  private static final String NESTED = "nEstedMarker6";
  private static final byte[] BYTES = "bYtesMarker7".getBytes(UTF_8);

  /** What DynamoDB quotes when it refuses it. */
  private static final String NO_NUMBER = "nOnumberMarker8";

  /** Whatever a log must not hold, but for the access key, which is made for each test. */
  static final List<String> ALL =
      List.of(
          SECRET_KEY,
          SESSION_TOKEN,
          KEY,
          TEXT,
          NUMBER,
          NESTED,
          NO_NUMBER,
          new String(BYTES, UTF_8),
          Base64.getEncoder().encodeToString(BYTES));

  private Markers() {}

  static Map<String, AttributeValue> key(int number) {
    return Map.of("id", AttributeValue.fromS(KEY + "-" + number));
  }

  static AttributeValue textValue() {
    return AttributeValue.fromS(TEXT);
  }

  static Map<String, AttributeValue> item(int number) {
    return Map.of(
        "id",
        AttributeValue.fromS(KEY + "-" + number),
        "text",
        textValue(),
        "number",
        AttributeValue.fromN(NUMBER),
        "bytes",
        AttributeValue.fromB(SdkBytes.fromByteArray(BYTES)),
        "map",
        AttributeValue.fromM(Map.of("inner", AttributeValue.fromSs(List.of(NESTED)))));
  }

  /** What a foreign writer has left: a version of a type that none has. */
  static Map<String, AttributeValue> poison(int number) {
    return Map.of(
        "id",
        AttributeValue.fromS(KEY + "-" + number),
        "last_updated",
        AttributeValue.fromN(NUMBER),
        "text",
        AttributeValue.fromS(TEXT));
  }

  static Map<String, AttributeValue> noNumber(int number) {
    return Map.of(
        "id", AttributeValue.fromS(KEY + "-" + number), "number", AttributeValue.fromN(NO_NUMBER));
  }
}
