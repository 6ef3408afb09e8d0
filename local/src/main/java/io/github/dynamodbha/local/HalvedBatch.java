package io.github.dynamodbha.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A BatchGetItem of which the region answers the first half only, as when its capacity or the 16 MB
 * of a reply are used up: the other half comes back as unprocessed keys. One key alone is always
 * answered, so that a client that asks again comes to an end; source: "UnprocessedKeys" in the API
 * reference of BatchGetItem, where a reply that brings nothing is a throttling error instead.
 */
final class HalvedBatch {
  private static final String TABLES = "RequestItems";
  private static final String KEYS = "Keys";
  private static final String LEFT = "UnprocessedKeys";

  private final Map<String, String> request;
  private final Map<String, Map<String, String>> tables = new LinkedHashMap<>();
  private final Map<String, List<String>> left = new LinkedHashMap<>();

  /**
   * Divides a request.
   *
   * @throws IOException if it is no BatchGetItem
   */
  HalvedBatch(String requestBody) throws IOException {
    request = RawJson.members(requestBody);
    for (Map.Entry<String, String> table : members(request, TABLES).entrySet()) {
      Map<String, String> wanted = RawJson.members(table.getValue());
      List<String> keys = RawJson.elements(wanted.getOrDefault(KEYS, "[]"));
      int answered = keys.size() - keys.size() / 2;
      wanted.put(KEYS, array(keys.subList(0, answered)));
      tables.put(table.getKey(), wanted);
      left.put(table.getKey(), keys.subList(answered, keys.size()));
    }
  }

  /** What the region is asked. */
  String request() {
    Map<String, String> asked = new LinkedHashMap<>(request);
    Map<String, String> halves = new LinkedHashMap<>();
    tables.forEach((table, wanted) -> halves.put(table, object(wanted)));
    asked.put(TABLES, object(halves));
    return object(asked);
  }

  /** What the client gets when the region answered this. */
  String reply(String regionsReply) throws IOException {
    Map<String, String> reply = RawJson.members(regionsReply);
    Map<String, String> regionLeft = members(reply, LEFT);
    Map<String, String> unprocessed = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, String>> table : tables.entrySet()) {
      Map<String, String> more = RawJson.members(regionLeft.getOrDefault(table.getKey(), "{}"));
      List<String> keys = new ArrayList<>(RawJson.elements(more.getOrDefault(KEYS, "[]")));
      keys.addAll(left.getOrDefault(table.getKey(), List.of()));
      if (!keys.isEmpty()) {
        Map<String, String> wanted = new LinkedHashMap<>(table.getValue());
        wanted.put(KEYS, array(keys));
        unprocessed.put(table.getKey(), object(wanted));
      }
    }
    reply.put(LEFT, object(unprocessed));
    return object(reply);
  }

  private static Map<String, String> members(Map<String, String> object, String name)
      throws IOException {
    return RawJson.members(object.getOrDefault(name, "{}"));
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> '"' + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String array(List<String> elements) {
    return "[" + String.join(",", elements) + "]";
  }
}
