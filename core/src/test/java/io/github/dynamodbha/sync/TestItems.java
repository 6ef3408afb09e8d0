package io.github.dynamodbha.sync;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items with the hash key {@code id}. */
final class TestItems {
  private TestItems() {}

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /** A live item as the Perl module writes it. */
  static Map<String, AttributeValue> live(String id, String stamp, String content) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("id", s(id));
    item.put("last_updated", s(stamp));
    item.put("deleted", n(0));
    item.put("content", s(content));
    return item;
  }

  /** A tombstone as the Perl module writes it. */
  static Map<String, AttributeValue> tombstone(String id, String stamp) {
    return Map.of("id", s(id), "last_updated", s(stamp), "deleted", n(1));
  }

  /** A live item without a version. */
  static Map<String, AttributeValue> unversioned(String id, String content) {
    return Map.of("id", s(id), "content", s(content));
  }
}
