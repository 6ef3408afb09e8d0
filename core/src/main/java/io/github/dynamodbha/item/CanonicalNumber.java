package io.github.dynamodbha.item;

import java.math.BigDecimal;

/**
 * Numbers of DynamoDB in one spelling: equal numbers, equal text.
 *
 * <p>Only numbers that DynamoDB can hold are taken: up to 38 significant digits, zero or of a
 * magnitude from 1E-130 to below 1E+126 ("Supported data types and naming rules" in the Amazon
 * DynamoDB Developer Guide). So no spelling, however few characters it has, costs much time or
 * memory.
 */
final class CanonicalNumber {
  /**
   * Longest text that is looked at. The longest plain spelling of a number that DynamoDB can hold
   * has 170 characters; the rest is room for zeros that mean nothing.
   */
  private static final int MAX_LENGTH = 400;

  private static final int MAX_SIGNIFICANT_DIGITS = 38;
  private static final int MIN_POWER_OF_TEN = -130;
  private static final int MAX_POWER_OF_TEN = 125;

  /** How much of a refused text its message repeats. */
  private static final int MAX_QUOTED = 60;

  private CanonicalNumber() {}

  /**
   * The number's digits without trailing zeros, {@code E}, and the power of ten: {@code 1}, {@code
   * 1.0} and {@code 1E0} all give {@code 1E0}.
   *
   * @throws IllegalArgumentException if it is no decimal number, or none that DynamoDB can hold
   */
  static String of(String number) {
    BigDecimal value = parse(number);
    return value.unscaledValue() + "E" + -value.scale();
  }

  /**
   * The number written out without exponent, as DynamoDB returns it.
   *
   * @throws IllegalArgumentException if it is no decimal number, or none that DynamoDB can hold
   */
  static String plain(String number) {
    return parse(number).toPlainString();
  }

  /**
   * True if the number is zero, in any spelling.
   *
   * @throws IllegalArgumentException if it is no decimal number, or none that DynamoDB can hold
   */
  static boolean isZero(String number) {
    return parse(number).signum() == 0;
  }

  /**
   * Bytes that the number takes in an item: one, one for each two significant digits, and one for a
   * minus sign.
   *
   * @throws IllegalArgumentException if it is no decimal number, or none that DynamoDB can hold
   */
  static int bytes(String number) {
    BigDecimal value = parse(number);
    int digits = value.signum() == 0 ? 0 : value.precision();
    return 1 + (digits + 1) / 2 + (value.signum() < 0 ? 1 : 0);
  }

  private static BigDecimal parse(String number) {
    if (number.length() > MAX_LENGTH) {
      throw refused(number, "is spelled in " + number.length() + " characters");
    }
    BigDecimal value;
    try {
      value = new BigDecimal(number);
    } catch (NumberFormatException notDecimal) {
      throw refused(number, "is no decimal number, or far out of range");
    }
    if (!isAscii(number)) { // BigDecimal reads the digits of every script.
      throw refused(number, "is not written in the digits 0 to 9");
    }
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // Ahead of every other arithmetic, which an exponent near the limit of an int would overflow.
    long powerOfTen = (long) value.precision() - value.scale() - 1;
    if (powerOfTen < MIN_POWER_OF_TEN || powerOfTen > MAX_POWER_OF_TEN) {
      throw refused(number, "is out of range");
    }
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.precision() > MAX_SIGNIFICANT_DIGITS) {
      throw refused(number, "has " + stripped.precision() + " significant digits");
    }
    return stripped;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static IllegalArgumentException refused(String number, String why) {
    String shown = number.length() <= MAX_QUOTED ? number : number.substring(0, MAX_QUOTED) + "...";
    return new IllegalArgumentException(
        "the number '"
            + shown
            + "' "
            + why
            + "; DynamoDB holds decimal numbers of up to "
            + MAX_SIGNIFICANT_DIGITS
            + " significant digits, from 1E-130 to below 1E+126: round it, or store it as a string"
            + " (S)");
  }
}
