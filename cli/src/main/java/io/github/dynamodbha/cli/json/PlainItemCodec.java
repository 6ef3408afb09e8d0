package io.github.dynamodbha.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Plain JSON. A set is written as an array and binary as a Base64 string, which read back as a list
 * and a string.
 */
final class PlainItemCodec extends ItemCodec {
  private static final Set<AttributeValue.Type> WITHOUT_JSON_TYPE =
      Set.of(
          AttributeValue.Type.B,
          AttributeValue.Type.BS,
          AttributeValue.Type.NS,
          AttributeValue.Type.SS);

  @Override
  AttributeValue readValue(JsonCursor cursor, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> AttributeValue.fromS(cursor.text());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          AttributeValue.fromN(Numbers.checked(cursor, cursor.text()));
      case VALUE_TRUE -> AttributeValue.fromBool(true);
      case VALUE_FALSE -> AttributeValue.fromBool(false);
      case VALUE_NULL -> AttributeValue.fromNul(true);
      case START_ARRAY -> AttributeValue.fromL(readList(cursor));
      case START_OBJECT -> AttributeValue.fromM(readMap(cursor));
      default -> throw cursor.failure("a value is expected here, not " + described(token));
    };
  }

  private List<AttributeValue> readList(JsonCursor cursor) {
    List<AttributeValue> list = new ArrayList<>();
    for (JsonToken token = cursor.nextValue();
        token != JsonToken.END_ARRAY;
        token = cursor.nextValue()) {
      list.add(readValue(cursor, token));
    }
    return list;
  }

  /** A key is never a map, so an item of nothing but typed values was meant for the other form. */
  @Override
  void check(Map<String, AttributeValue> item, JsonCursor end) {
    if (!item.isEmpty() && item.values().stream().allMatch(PlainItemCodec::looksTyped)) {
      throw end.failure(
          "every value looks like DynamoDB JSON ({\"S\": ...}): add --format dynamodb-json, or"
              + " write plain values");
    }
  }

  private static boolean looksTyped(AttributeValue value) {
    return value.hasM()
        && value.m().size() == 1
        && DynamoDbItemCodec.TYPES.containsAll(value.m().keySet());
  }

  @Override
  void writeValue(JsonGenerator json, AttributeValue value) throws IOException {
    switch (value.type()) {
      case S -> json.writeString(value.s());
      case N -> json.writeNumber(value.n());
      case BOOL -> json.writeBoolean(value.bool());
      case NUL -> json.writeNull();
      case B -> json.writeString(base64(value.b()));
      case M -> write(json, new TreeMap<>(value.m()));
      case L -> {
        json.writeStartArray();
        for (AttributeValue element : value.l()) {
          writeValue(json, element);
        }
        json.writeEndArray();
      }
      case SS -> {
        json.writeStartArray();
        for (String text : value.ss()) {
          json.writeString(text);
        }
        json.writeEndArray();
      }
      case NS -> {
        json.writeStartArray();
        for (String number : value.ns()) {
          json.writeNumber(number);
        }
        json.writeEndArray();
      }
      case BS -> {
        json.writeStartArray();
        for (SdkBytes bytes : value.bs()) {
          json.writeString(base64(bytes));
        }
        json.writeEndArray();
      }
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("A value is of a type that this release can't write");
    }
  }

  @Override
  public String cell(AttributeValue value) {
    return value.s() == null ? compact(value) : value.s();
  }

  @Override
  public boolean loses(AttributeValue value) {
    return WITHOUT_JSON_TYPE.contains(value.type())
        || (value.hasM() && value.m().values().stream().anyMatch(this::loses))
        || (value.hasL() && value.l().stream().anyMatch(this::loses));
  }

  static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }
}
