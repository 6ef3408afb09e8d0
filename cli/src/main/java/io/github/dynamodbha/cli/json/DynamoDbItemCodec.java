package io.github.dynamodbha.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB JSON, as the AWS CLI reads and writes it: each value in an object that names its type.
 */
final class DynamoDbItemCodec extends ItemCodec {
  static final Set<String> TYPES =
      Set.of("S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS");

  @Override
  AttributeValue readValue(JsonCursor cursor, JsonToken token) {
    if (token != JsonToken.START_OBJECT) {
      throw cursor.failure(
          "DynamoDB JSON needs a typed value such as {\"S\": \"Io\"} here, not "
              + described(token)
              + ": write the type, or use --format json");
    }
    if (cursor.nextValue() != JsonToken.FIELD_NAME) {
      throw cursor.failure("the value names no type: write one of " + sorted());
    }
    String type = cursor.text();
    AttributeValue value = typed(cursor, type);
    if (cursor.nextValue() != JsonToken.END_OBJECT) {
      throw cursor.failure("a value has one type only: remove what follows \"" + type + "\"");
    }
    return value;
  }

  private AttributeValue typed(JsonCursor cursor, String type) {
    return switch (type) {
      case "S" -> AttributeValue.fromS(string(cursor, type));
      case "N" -> AttributeValue.fromN(Numbers.checked(cursor, string(cursor, type)));
      case "B" -> AttributeValue.fromB(binary(cursor, string(cursor, type)));
      case "BOOL" -> AttributeValue.fromBool(bool(cursor, type));
      case "NULL" -> {
        if (!bool(cursor, type)) {
          throw cursor.failure("NULL is always {\"NULL\": true}");
        }
        yield AttributeValue.fromNul(true);
      }
      case "M" -> {
        expect(cursor, cursor.nextValue(), JsonToken.START_OBJECT, type);
        yield AttributeValue.fromM(readMap(cursor));
      }
      case "L" -> AttributeValue.fromL(list(cursor, type, this::readValue));
      case "SS" -> AttributeValue.fromSs(list(cursor, type, DynamoDbItemCodec::element));
      case "NS" ->
          AttributeValue.fromNs(
              list(cursor, type, (c, token) -> Numbers.checked(c, element(c, token))));
      case "BS" ->
          AttributeValue.fromBs(list(cursor, type, (c, token) -> binary(c, element(c, token))));
      default -> throw cursor.failure("unknown type \"" + type + "\": use one of " + sorted());
    };
  }

  private static <T> List<T> list(
      JsonCursor cursor, String type, BiFunction<JsonCursor, JsonToken, T> element) {
    expect(cursor, cursor.nextValue(), JsonToken.START_ARRAY, type);
    List<T> list = new ArrayList<>();
    for (JsonToken token = cursor.nextValue();
        token != JsonToken.END_ARRAY;
        token = cursor.nextValue()) {
      list.add(element.apply(cursor, token));
    }
    return list;
  }

  private static String string(JsonCursor cursor, String type) {
    expect(cursor, cursor.nextValue(), JsonToken.VALUE_STRING, type);
    return cursor.text();
  }

  private static String element(JsonCursor cursor, JsonToken token) {
    expect(cursor, token, JsonToken.VALUE_STRING, "a set");
    return cursor.text();
  }

  private static boolean bool(JsonCursor cursor, String type) {
    JsonToken token = cursor.nextValue();
    if (!token.isBoolean()) {
      throw cursor.failure(type + " holds true or false, not " + described(token));
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static SdkBytes binary(JsonCursor cursor, String base64) {
    try {
      return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw cursor.failure("binary must be Base64: " + e.getMessage());
    }
  }

  private static void expect(JsonCursor cursor, JsonToken found, JsonToken expected, String type) {
    if (found != expected) {
      throw cursor.failure(type + " holds " + described(expected) + ", not " + described(found));
    }
  }

  private static List<String> sorted() {
    return TYPES.stream().sorted().toList();
  }

  @Override
  void writeValue(JsonGenerator json, AttributeValue value) throws IOException {
    json.writeStartObject();
    switch (value.type()) {
      case S -> json.writeStringField("S", value.s());
      case N -> json.writeStringField("N", value.n());
      case B -> json.writeStringField("B", PlainItemCodec.base64(value.b()));
      case BOOL -> json.writeBooleanField("BOOL", value.bool());
      case NUL -> json.writeBooleanField("NULL", true);
      case M -> {
        json.writeFieldName("M");
        write(json, new TreeMap<>(value.m()));
      }
      case L -> {
        json.writeArrayFieldStart("L");
        for (AttributeValue element : value.l()) {
          writeValue(json, element);
        }
        json.writeEndArray();
      }
      case SS -> writeStrings(json, "SS", value.ss());
      case NS -> writeStrings(json, "NS", value.ns());
      case BS -> writeStrings(json, "BS", value.bs().stream().map(PlainItemCodec::base64).toList());
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("A value is of a type that this release can't write");
    }
    json.writeEndObject();
  }

  private static void writeStrings(JsonGenerator json, String type, List<String> strings)
      throws IOException {
    json.writeArrayFieldStart(type);
    for (String text : strings) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  @Override
  public String cell(AttributeValue value) {
    return compact(value);
  }

  @Override
  public boolean loses(AttributeValue value) {
    return false;
  }
}
