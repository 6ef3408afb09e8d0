package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Refuses what can't be done safely with tables that the client replicates, before it is sent. */
final class Unsupported {
  private Unsupported() {}

  /**
   * Refuses a legacy parameter, if it is given.
   *
   * @throws UnsupportedOperationException if it is
   */
  static void legacy(Call<?, ?> call, boolean given, String parameter, String instead) {
    if (given) {
      throw new UnsupportedOperationException(
          call.describe()
              + ": the legacy parameter "
              + parameter
              + " is not supported where the client replicates the table: use "
              + instead);
    }
  }

  /**
   * Refuses a table that is named by its ARN, and a write to one region only.
   *
   * @throws UnsupportedOperationException if it is so
   */
  static void oneRegion(Call<?, ?> call) {
    for (String table : call.tables()) {
      if (table.startsWith("arn:")) {
        throw new UnsupportedOperationException(
            call.describe()
                + ": an ARN names the table of one region, but the client replicates it over all:"
                + " give its name");
      }
    }
    if (!call.reading() && call.options().region() != null) {
      throw new UnsupportedOperationException(
          call.describe()
              + " can't go to region "
              + call.options().region()
              + " only: where the client replicates the table, a write goes to every region");
    }
  }

  /**
   * Refuses an expression that names a system attribute.
   *
   * @throws IllegalArgumentException if it does
   */
  static void systemAttributes(
      @Nullable String expression, Map<String, String> names, ItemFormat items, String parameter) {
    for (String attribute : new String[] {items.versionAttribute(), items.deletedAttribute()}) {
      if (io.github.dynamodbha.protocol.Expressions.names(expression, names, attribute)) {
        throw new IllegalArgumentException(
            "The "
                + parameter
                + " names the attribute '"
                + attribute
                + "', in which the client keeps the item's "
                + (attribute.equals(items.versionAttribute()) ? "version" : "tombstone mark")
                + ": leave it out, or build the client with another "
                + (attribute.equals(items.versionAttribute())
                    ? "versionAttribute"
                    : "deletedAttribute"));
      }
    }
  }

  /** As {@link ItemFormat#requireNoSystemAttributes}. */
  static void systemAttributes(Map<String, AttributeValue> item, ItemFormat items) {
    items.requireNoSystemAttributes(item);
  }
}
