package io.github.dynamodbha.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One JSON form of items, of {@link ItemCodecs}. Stateless. */
public abstract sealed class ItemCodec permits PlainItemCodec, DynamoDbItemCodec {
  /**
   * Reads one item, in the order in which it is written.
   *
   * @throws JsonInputException if it is malformed, not an object, followed by something else, or
   *     holds a value that no attribute can have
   */
  public final Map<String, AttributeValue> read(JsonInput input) {
    JsonCursor cursor = new JsonCursor(input);
    JsonToken first = cursor.next();
    if (first != JsonToken.START_OBJECT) {
      throw cursor.failure(
          first == null
              ? "there is no JSON: give an object such as {\"name\": \"Io\"}"
              : "an item is a JSON object such as {\"name\": \"Io\"}, not " + described(first));
    }
    Map<String, AttributeValue> item = readMap(cursor);
    if (cursor.next() != null) {
      throw cursor.failure("there is more after the item: give one object only");
    }
    check(item, cursor);
    return item;
  }

  /** Writes an item's attributes in the order of the map. */
  public final void write(JsonGenerator json, Map<String, AttributeValue> item) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      json.writeFieldName(attribute.getKey());
      writeValue(json, attribute.getValue());
    }
    json.writeEndObject();
  }

  /** One value as a line of JSON. */
  final String compact(AttributeValue value) {
    return JsonOutput.compact(json -> writeValue(json, value));
  }

  /** A value for a column of a table: text as it is, if this form has it so, else JSON. */
  public abstract String cell(AttributeValue value);

  /** Whether a value would come back from this form as another type. */
  public abstract boolean loses(AttributeValue value);

  abstract AttributeValue readValue(JsonCursor cursor, JsonToken token);

  abstract void writeValue(JsonGenerator json, AttributeValue value) throws IOException;

  void check(Map<String, AttributeValue> item, JsonCursor end) {}

  final Map<String, AttributeValue> readMap(JsonCursor cursor) {
    Map<String, AttributeValue> map = new LinkedHashMap<>();
    while (cursor.nextValue() != JsonToken.END_OBJECT) {
      String name = cursor.text();
      map.put(name, readValue(cursor, cursor.nextValue()));
    }
    return map;
  }

  static String described(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> token.asString();
    };
  }
}
