package io.github.dynamodbha.sync;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people like to read them. */
final class Figures {
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Figures() {}

  static String whole(long number) {
    return format("%,d", number);
  }

  /** Capacity units. */
  static String units(double units) {
    return format("%,.1f", units);
  }

  /** US dollars, with as many digits as make a small sum visible. */
  static String dollars(double usd) {
    return format(usd >= 1 ? "$%,.2f" : usd >= 0.01 ? "$%.4f" : "$%.6f", usd);
  }

  static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit < BYTE_UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return format(unit == 0 ? "%,.0f %s" : "%,.1f %s", amount, BYTE_UNITS[unit]);
  }

  static String time(Duration time) {
    if (time.toMinutes() == 0) {
      return format("%.1f s", time.toMillis() / 1000.0);
    }
    return time.toHours() == 0
        ? format("%d min %d s", time.toMinutes(), time.toSecondsPart())
        : format("%d h %d min", time.toHours(), time.toMinutesPart());
  }

  /** A number and what it counts: {@code 1 key}, {@code 2 keys}. */
  static String counted(long number, String what) {
    return whole(number) + " " + what + (number == 1 ? "" : "s");
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
