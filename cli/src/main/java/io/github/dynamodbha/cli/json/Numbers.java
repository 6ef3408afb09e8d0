package io.github.dynamodbha.cli.json;

import java.math.BigDecimal;

/** What DynamoDB takes for a number: up to 38 significant digits, 1E-130 to 9.9...E+125. */
final class Numbers {
  private static final int MAX_DIGITS = 38;
  private static final int MAX_EXPONENT = 125;
  private static final int MIN_EXPONENT = -130;

  /** Longer texts are refused before they are reckoned with. */
  private static final int MAX_LENGTH = 400;

  private Numbers() {}

  /** The number as it is written, if DynamoDB can store it without loss. */
  static String checked(JsonCursor cursor, String number) {
    if (number.length() > MAX_LENGTH) {
      throw cursor.failure(
          "a number of " + number.length() + " characters: DynamoDB keeps 38 digits; make it text");
    }
    BigDecimal value;
    try {
      value = new BigDecimal(number).stripTrailingZeros();
    } catch (NumberFormatException e) {
      throw cursor.failure("'" + number + "' is no decimal number");
    }
    if (value.precision() > MAX_DIGITS) {
      throw cursor.failure(
          "the number "
              + number
              + " has "
              + value.precision()
              + " digits, DynamoDB keeps 38: make it text");
    }
    long exponent = (long) value.precision() - value.scale() - 1;
    if (value.signum() != 0 && (exponent > MAX_EXPONENT || exponent < MIN_EXPONENT)) {
      throw cursor.failure(
          "the number " + number + " is out of DynamoDB's range, 1E-130 to 9.9E+125: make it text");
    }
    return number;
  }
}
