package io.github.dynamodbha.cli.progress;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Quantities in few characters, for a line that is read in passing. */
final class Quantities {
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Quantities() {}

  static String bytes(double bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit < BYTE_UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return format(unit == 0 ? "%,.0f %s" : "%,.1f %s", amount, BYTE_UNITS[unit]);
  }

  static String whole(long number) {
    return format("%,d", number);
  }

  static String whole(double number) {
    return format("%,.0f", number);
  }

  static String dollars(double usd) {
    return format(usd >= 1 ? "$%,.2f" : "$%.4f", usd);
  }

  static String time(@Nullable Duration time) {
    if (time == null) {
      return "?";
    }
    return format("%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
