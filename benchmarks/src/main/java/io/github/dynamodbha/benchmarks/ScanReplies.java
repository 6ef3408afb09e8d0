package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.StringJoiner;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Replies to Scan as DynamoDB sends them: pages of items with eight attributes each (five strings,
 * two numbers, a boolean; hash and range key), 248 to 251 bytes by DynamoDB's count, about 350 as
 * JSON. The same seed gives the same replies, and every item differs from every other.
 */
final class ScanReplies {
  /** A page of 1 MB. */
  static final int PAGE_ITEMS = 4_000;

  static final TableFormat FORMAT =
      new TableFormat(
          new KeySchema("customer", ScalarAttributeType.S, "order", ScalarAttributeType.S),
          ItemFormat.DEFAULT);

  private final Random random;
  private int next;

  ScanReplies(long seed) {
    random = new Random(seed);
  }

  /** The next reply; the last one of a table names no next page. */
  byte[] page(int items, boolean last) {
    StringJoiner page = new StringJoiner(",", "{\"Count\":" + items + ",\"Items\":[", "]");
    for (int i = 0; i < items; i++) {
      page.add(item(next++));
    }
    String end =
        last
            ? ""
            : ",\"LastEvaluatedKey\":{\"customer\":{\"S\":\"customer-1\"},"
                + "\"order\":{\"S\":\"2026-11-22-"
                + next
                + "\"}}";
    return (page + end + ",\"ScannedCount\":" + items + "}").getBytes(StandardCharsets.UTF_8);
  }

  private String item(int number) {
    return "{"
        + string("status", "delivered")
        + ("\"amount\":{\"N\":\"" + between(100, 99_999) + "." + between(11, 99) + "\"},")
        + string("customer", "customer-" + between(100_000, 999_999))
        + ("\"gift\":{\"BOOL\":" + random.nextBoolean() + "},")
        + string("order", "2026-11-22T10:46:21Z-" + String.format("%09d", number))
        + ("\"quantity\":{\"N\":\"" + between(1, 99) + "\"},")
        + string("last_updated", "2026-11-22T10:46:21." + between(100_000, 999_999) + "Z~1f3c9a20")
        + "\"notes\":{\"S\":\"Leave it with the neighbours if nobody is at home, and ring twice, as"
        + " the bell is faint: "
        + between(100_000, 999_999)
        + "\"}}";
  }

  private int between(int least, int greatest) {
    return least + random.nextInt(greatest - least + 1);
  }

  private static String string(String name, String value) {
    return "\"" + name + "\":{\"S\":\"" + value + "\"},";
  }
}
