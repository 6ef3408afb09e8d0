package io.github.dynamodbha.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes JSON apart one level at a time and leaves every part as it is written, so that what goes on
 * is what came. Of what it doesn't look into it assumes that it is well-formed.
 */
final class RawJson {
  private RawJson() {}

  /**
   * The members of an object, in their order: the name as written, without quotes, and its value.
   */
  static Map<String, String> members(String object) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : parts(object, '{', '}')) {
      int nameEnd = member.startsWith("\"") ? afterString(member, 0) : 0;
      int colon = member.indexOf(':', nameEnd);
      if (nameEnd < 2 || colon < 0) {
        throw new IOException("no member of a JSON object: " + member);
      }
      members.put(member.substring(1, nameEnd - 1), member.substring(colon + 1).strip());
    }
    return members;
  }

  /** The elements of an array. */
  static List<String> elements(String array) throws IOException {
    return parts(array, '[', ']');
  }

  private static List<String> parts(String json, char open, char close) throws IOException {
    String text = json.strip();
    int end = text.length() - 1;
    if (end < 1 || text.charAt(0) != open || text.charAt(end) != close) {
      throw new IOException("this should be JSON between " + open + " and " + close + ": " + text);
    }
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 1;
    int at = 1;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '"') {
        at = afterString(text, at);
        continue;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, at).strip());
        start = at + 1;
      }
      at++;
    }
    String last = text.substring(start, end).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }

  /** The index after the string that begins here. */
  private static int afterString(String text, int quote) throws IOException {
    for (int at = quote + 1; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == '"') {
        return at + 1;
      }
    }
    throw new IOException("a JSON string without an end");
  }
}
