package io.github.dynamodbha.item;

import java.math.BigDecimal;

/** Numbers of DynamoDB in one spelling: equal numbers, equal text. */
final class CanonicalNumber {
  /** Longest text that is taken for a number; DynamoDB's own are 38 digits, sign and exponent. */
  private static final int MAX_LENGTH = 400;

  /** Beyond these powers of ten DynamoDB stores no number; plain spelling stays short. */
  private static final int MAX_EXPONENT = 130;

  private CanonicalNumber() {}

  /**
   * The number's digits without trailing zeros, {@code E}, and the power of ten: {@code 1}, {@code
   * 1.0} and {@code 1E0} all give {@code 1E0}.
   *
   * @throws NumberFormatException if it is no decimal number
   */
  static String of(String number) {
    BigDecimal value = parse(number);
    return value.unscaledValue() + "E" + -value.scale();
  }

  /** The number written out without exponent, as DynamoDB returns it. */
  static String plain(String number) {
    return parse(number).toPlainString();
  }

  /** Refuses what is no number, or one that DynamoDB can't store. */
  static void requireNumber(String name, String number) {
    BigDecimal value;
    try {
      value = parse(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The attribute '" + name + "' holds '" + number + "', which is no decimal number", e);
    }
    if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT + 1) {
      throw new IllegalArgumentException(
          "The attribute '"
              + name
              + "' holds "
              + number
              + ", which DynamoDB can't store: its numbers lie between 1E-130 and 9.9E+125");
    }
  }

  private static BigDecimal parse(String number) {
    if (number.length() > MAX_LENGTH) {
      throw new NumberFormatException("a number of " + number.length() + " characters");
    }
    BigDecimal value = new BigDecimal(number);
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }
}
