package io.github.dynamodbha.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what commands have written. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** What a command has printed. */
  static JsonNode parse(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  /** A member of the object in a file, as text. */
  static String member(Path file, String name) throws IOException {
    return MAPPER.readTree(Files.readString(file)).path(name).toString();
  }
}
