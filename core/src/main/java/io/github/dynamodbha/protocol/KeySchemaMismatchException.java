package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.KeySchema;
import java.util.Map;

/**
 * The table has different keys in different regions, so that an item of one is none in the other.
 * Nothing was written.
 */
public final class KeySchemaMismatchException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  KeySchemaMismatchException(String table, Map<String, KeySchema> schemas) {
    super(
        "Table '"
            + table
            + "' has different keys in its regions: "
            + schemas
            + ": create it anew in one of them with the other's key, or check the tables' names");
  }
}
