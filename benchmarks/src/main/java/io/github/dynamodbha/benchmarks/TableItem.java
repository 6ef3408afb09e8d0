package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The items of the tables that are compared whole: eight attributes, {@value #BYTES} bytes as
 * DynamoDB counts them, each with values of its own.
 *
 * <p>Keys are {@code item-SSSSSS-NNNN}: a page of {@value #PAGE_ITEMS} of them can be made into
 * another page by its first number alone.
 */
final class TableItem {
  static final String HASH_KEY = "id";

  static final TableFormat FORMAT =
      new TableFormat(
          new KeySchema(HASH_KEY, ScalarAttributeType.S, null, null), ItemFormat.DEFAULT);

  static final int BYTES = 250;

  /** As many as fill one page of a scan, 1 MB. */
  static final int PAGE_ITEMS = 4_000;

  static final String KEY_PREFIX = "item-";

  /** A version later than {@link #VERSION_TIME}. */
  private static final String LATER = "2026-11-23";

  private static final String EARLIER = "2026-11-22";
  private static final String VERSION_TIME = "T10:46:21.%06dZ~1f3c9a20";
  private static final String NOTES =
      "Leave it with the neighbours if nobody is at home, and ring twice, as the bell is faint: ";

  private TableItem() {}

  /** An item by its number, 0 or more; its first version. */
  static Map<String, AttributeValue> of(int number) {
    return versioned(number, EARLIER);
  }

  /** A newer version of the item, of the same size. */
  static Map<String, AttributeValue> newer(int number) {
    return versioned(number, LATER);
  }

  static Map<String, AttributeValue> key(int number) {
    return Map.of(
        HASH_KEY, text(KEY_PREFIX + "%06d-%04d", number / PAGE_ITEMS, number % PAGE_ITEMS));
  }

  private static Map<String, AttributeValue> versioned(int number, String day) {
    int mixed = number * 0x9E3779B1;
    int digits = Math.floorMod(mixed, 90_000);
    Map<String, AttributeValue> item = new HashMap<>(key(number));
    item.put("status", text("delivered"));
    item.put("amount", AttributeValue.fromN(10_000 + digits + "." + (11 + digits % 8)));
    item.put("customer", text("customer-%06d", Math.floorMod(mixed >> 8, 1_000_000)));
    item.put("gift", AttributeValue.fromBool(number % 3 == 0));
    item.put("quantity", AttributeValue.fromN(Integer.toString(1 + digits % 9)));
    item.put(
        ItemFormat.DEFAULT.versionAttribute(),
        text(day + VERSION_TIME, Math.floorMod(mixed >> 4, 1_000_000)));
    item.put("notes", text(NOTES + "%08x, thank you all.", mixed));
    return item;
  }

  private static AttributeValue text(String format, Object... values) {
    return AttributeValue.fromS(String.format(Locale.ROOT, format, values));
  }
}
