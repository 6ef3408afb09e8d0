package io.github.dynamodbha.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a PartiQL statement does, as far as its first word says it. */
final class Statements {
  private Statements() {}

  /** True if the statement only reads. One that can't be told is taken for a write. */
  static boolean isRead(@Nullable String statement) {
    if (statement == null) {
      return false;
    }
    String start = statement.stripLeading().toUpperCase(Locale.ROOT);
    return start.startsWith("SELECT") || start.startsWith("EXISTS");
  }
}
